"""How other libraries, books and people spell the names of the tables, so that a message can tell what was meant.

None of these is taken for the name: a spelling may stand for something that differs (PyTorch's CrossEntropyLoss
takes logits, its SGD has a momentum), which the person who sent it has to know. Case, blanks, hyphens and
underscores need no rows. To add a spelling, add it to its row.
"""

from .names import spelled

ACTIVATIONS = spelled(
    ("relu", "rectifier rectified_linear ramp"),
    ("leaky_relu", "lrelu prelu rrelu"),
    ("elu", "celu exponential_linear"),
    ("gelu_tanh", "gelu_new gelu_approximate gelu_fast gelu_pytorch_tanh"),
    ("silu", "swish swish_1"),
    ("tanh", "hyperbolic_tangent tanhyp"),
    ("sigmoid", "logistic expit sigm logsig σ"),
    ("softmax", "log_softmax", "whose logarithm cross_entropy takes by itself"),
    ("softmax", "normalized_exponential softmax2d"),
    ("softplus", "smooth_relu"),
    ("hardtanh", "clipped_linear htanh"),
    ("identity", "linear none no id lin passthrough"),
)
ACTIVATION_PARAMETERS = spelled(
    ("negative_slope", "alpha slope leak a leakiness"),
    ("alpha", "a scale"),
)
LOSSES = spelled(
    ("cross_entropy", "nll nll_loss negative_log_likelihood", "which takes its logarithm by itself"),
    (
        "cross_entropy",
        "cross_entropy_loss ce xent categorical_crossentropy sparse_categorical_crossentropy log_loss "
        "softmax_cross_entropy softmax_cross_entropy_with_logits multinomial_logistic",
        "which expects softmax at the output",
    ),
    (
        "binary_cross_entropy",
        "bce bce_loss bce_with_logits bce_with_logits_loss binary_cross_entropy_with_logits sigmoid_cross_entropy "
        "sigmoid_cross_entropy_with_logits binary_logistic logistic",
        "which expects sigmoid at the output",
    ),
    ("mean_squared_error", "mse mse_loss l2 l2_loss squared_error squared_loss quadratic least_squares rmse"),
    ("mean_absolute_error", "mae mae_loss l1 l1_loss absolute_error absolute_loss least_absolute_deviations"),
)
INITIALIZERS = spelled(
    ("he_normal", "kaiming_normal kaiming he msra msra_normal"),
    ("he_uniform", "kaiming_uniform msra_uniform"),
    ("glorot_normal", "xavier_normal"),
    ("glorot_uniform", "xavier_uniform xavier glorot"),
    ("lecun_normal", "lecun"),
    ("normal", "gaussian random_normal randn"),
    ("normal", "trunc_normal truncated_normal", "of which nothing is cut off"),
    ("uniform", "random_uniform random rand"),
    ("constant", "ones", "which is 1 where no scale is given"),
    ("constant", "const constants fill"),
    ("orthogonal", "ortho orthonormal"),
    ("zeros", "zero none"),
    ("randomized_asymmetric", "rai asymmetric"),
)
DATASETS = spelled(
    ("moons", "two_moons make_moons half_moons moon"),
    ("circles", "two_circles make_circles concentric_circles circle"),
    ("blobs", "make_blobs blob gaussians gaussian clusters"),
    ("spirals", "spiral two_spirals make_spirals swiss_roll"),
    ("gaussian_xor", "noisy_xor xor_gaussian"),
    ("iris", "load_iris fisher"),
    ("digits", "mnist fashion_mnist emnist usps", "the small one, of 8 × 8 pixels"),
    ("digits", "load_digits optdigits"),
)
OPTIMIZERS = spelled(
    ("sgd", "gd gradient_descent stochastic_gradient_descent batch_gradient_descent vanilla plain"),
    ("momentum", "heavy_ball sgd_momentum sgd_with_momentum polyak"),
    ("nesterov", "nag sgd_nesterov nesterov_momentum nesterov_accelerated_gradient"),
    ("rmsprop", "adadelta", "which divides by a running mean of squares, too"),
    ("adam", "adamax nadam radam sparse_adam", "the nearest to it here"),
)
SCHEDULES = spelled(
    ("constant", "constant_lr fixed none no"),
    ("step", "step_lr step_decay staircase piecewise multi_step_lr multi_step"),
    ("step", "exponential exponential_lr exponential_decay", "which falls at every update with step_size 1"),
    ("cosine", "cosine_annealing_lr cosine_annealing cosine_decay"),
    ("cosine", "cosine_annealing_warm_restarts", "without restarts"),
    ("warm_up", "linear_lr linear linear_warmup warmup_lr"),
)
HYPERPARAMETERS = spelled(
    ("learning_rate", "lr rate eta η step_size"),
    ("epsilon", "eps ε fuzz"),
    ("betas", "beta_1 beta_2 beta b1 b2 β β1 β2"),
    ("momentum", "mu μ beta beta_1 beta1 rho"),
    ("alpha", "rho decay beta beta_2 betas smoothing smoothing_constant"),
    ("learning_rate_decay", "lr_decay decay"),
    ("weight_decay", "wd l2 l2_penalty lambda λ regularization"),
    ("learning_rate", "alpha α"),
    ("initial_accumulator_value", "initial_accumulator accumulator"),
    ("minimum", "eta_min min_lr alpha", "as a share of the learning rate"),
    ("gamma", "factor decay_rate drop"),
    ("step_size", "every period decay_steps steps drop_every"),
    ("warm_up", "warmup_steps warm_up_steps warmup_updates total_iters"),
    ("updates", "warmup_steps warm_up_steps warm_up warmup steps total_iters"),
)
"""Of optimizers and of schedules."""
