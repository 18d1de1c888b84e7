"""The mistakes that students make, one row each; what they lead to stands beside, in the files named for it."""

from ...engine.network.quantities import GRADIENTS
from ..sheet.sheet import FORWARD
from . import delta, forward, gradient, output
from .attempts import Mistake
from .scales import CONSTANT_FACTOR, MEAN_EXTRA, MEAN_MISSING, SIGN_FLIPPED, of_scale
from .updated_weights import UPDATED_WEIGHTS, updated_weights

TRANSPOSED, ROUNDED, CARRIED_FORWARD = "transposed", "rounded", "carried_forward"
ROUNDED_TOO_EARLY = "rounded_too_early"
SIGNALS = ("delta", *GRADIENTS)
SLOPES = ("derivative", "delta")
PREACTIVATION = ("preactivation",)

MISTAKES = (
    Mistake(TRANSPOSED, (*FORWARD, "delta", "weight_gradient"), gradient.transposed),
    Mistake(SIGN_FLIPPED, SIGNALS, of_scale(SIGN_FLIPPED)),
    Mistake("target_missing", ("delta",), output.target_missing, carries="delta", ways=4),
    Mistake("class_shifted", ("delta",), output.class_shifted, carries="delta", ways=6),
    Mistake("jacobian_missing", ("delta",), output.jacobian_missing, carries="delta"),
    Mistake("jacobian_diagonal_only", ("delta",), output.jacobian_diagonal_only, carries="delta"),
    Mistake("output_derivative_added", ("delta",), output.output_derivative_added, carries="delta"),
    Mistake("activation_derivative_missing", ("delta",), delta.activation_derivative_missing, carries="delta"),
    Mistake("derivative_at_activation", SLOPES, delta.derivative_at_activation, carries="delta"),
    Mistake("relu_derivative_at_zero", SLOPES, delta.relu_derivative_at_zero, carries="delta", ways=2),
    Mistake("mask_of_wrong_layer", SLOPES, delta.mask_of_wrong_layer, carries="delta", with_others=True),
    Mistake("weights_not_transposed", ("delta",), delta.weights_not_transposed, carries="delta"),
    Mistake(UPDATED_WEIGHTS, ("delta",), updated_weights, carries="delta"),
    Mistake("bias_missing", PREACTIVATION, forward.bias_missing, carries="preactivation", ways=2),
    Mistake("weights_transposed_forward", PREACTIVATION, forward.weights_transposed, carries="preactivation"),
    Mistake("softmax_over_batch", ("activation",), forward.softmax_over_batch, carries="activation"),
    Mistake("preactivation_in_outer_product", ("weight_gradient",), gradient.preactivation_in_outer_product),
    Mistake("wrong_layer_input", ("preactivation", "weight_gradient"), gradient.wrong_layer_input),
    Mistake(MEAN_MISSING, GRADIENTS, of_scale(MEAN_MISSING)),
    Mistake(MEAN_EXTRA, SIGNALS, of_scale(MEAN_EXTRA)),
    Mistake(CONSTANT_FACTOR, SIGNALS, of_scale(CONSTANT_FACTOR)),
    Mistake("bias_gradient_of_inputs", ("bias_gradient",), gradient.bias_gradient_of_inputs),
    Mistake("bias_gradient_summed_over_classes", ("bias_gradient",), gradient.bias_gradient_summed_over_classes),
)
"""All mistakes of one array; what is right but for its digits, or carried forward, the marking itself tells."""
