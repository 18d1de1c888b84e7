"""The mistakes that students make, one row each; what they lead to stands beside, in the files named for it."""

from app.practice import delta_mistakes as delta
from app.practice import gradient_mistakes as gradient
from app.practice.attempts import Mistake

FORWARD = ("preactivation", "activation", "derivative")
GRADIENTS = ("weight_gradient", "bias_gradient")
TRANSPOSED, ROUNDED, CARRIED_FORWARD = "transposed", "rounded", "carried_forward"

MISTAKES = (
    Mistake(TRANSPOSED, (*FORWARD, "delta", "weight_gradient"), gradient.transposed),
    Mistake("sign_flipped", ("delta", *GRADIENTS), gradient.sign_flipped),
    Mistake("target_missing", ("delta",), delta.target_missing, carries=True, ways=4),
    Mistake("jacobian_missing", ("delta",), delta.jacobian_missing, carries=True),
    Mistake("jacobian_diagonal_only", ("delta",), delta.jacobian_diagonal_only, carries=True),
    Mistake("activation_derivative_missing", ("delta",), delta.activation_derivative_missing, carries=True),
    Mistake("derivative_at_activation", ("derivative", "delta"), delta.derivative_at_activation, carries=True),
    Mistake(
        "mask_of_wrong_layer", ("derivative", "delta"), delta.mask_of_wrong_layer, carries=True, with_others=True
    ),
    Mistake("weights_not_transposed", ("delta",), delta.weights_not_transposed, carries=True),
    Mistake("preactivation_in_outer_product", ("weight_gradient",), gradient.preactivation_in_outer_product),
    Mistake("wrong_layer_input", ("preactivation", "weight_gradient"), gradient.wrong_layer_input),
    Mistake("mean_missing", GRADIENTS, gradient.mean_missing),
    Mistake("mean_extra", ("delta", *GRADIENTS), gradient.mean_extra),
    Mistake("bias_gradient_of_inputs", ("bias_gradient",), gradient.bias_gradient_of_inputs),
)
"""All mistakes of one array; `rounded` and `carried_forward` are told by the marking itself."""
