"""How people call the fields of a request and what some of them choose from, so that a message on an unknown name
can tell which one was meant."""

from .engine.names import spelled

FIELDS = spelled(
    # of an analyze request
    ("network", "model net architecture"),
    ("data", "batch dataset examples"),
    ("loss", "criterion loss_fn loss_function objective cost"),
    ("precision", "dtype float_type"),
    ("encoding", "array_format"),
    ("example", "sample example_index sample_index n"),
    # of a network and of a layer
    ("layers", "hidden_layers hidden blocks"),
    ("input_size", "in_features input_dim input_shape inputs features n_inputs"),
    ("seed", "random_state random_seed rng"),
    ("weights", "w matrix"),
    ("weights", "kernel", "a row for each unit"),
    ("bias", "b biases intercept"),
    ("units", "nodes neurons size width hidden_size out_features output_size dim n n_units num_units"),
    (
        "activation",
        "func function activation_fn activation_func nonlinearity non_linearity transfer act phi φ type",
    ),
    ("initializer", "init weight_init weights_init kernel_initializer weight_initializer weights_initializer"),
    ("bias_initializer", "bias_init"),
    ("name", "type kind"),
    ("scale", "std stddev standard_deviation sd gain value sigma σ a half_width"),
    # of data
    ("inputs", "x features xs examples input_data"),
    ("targets", "y labels classes ys outputs target_data"),
    ("dataset", "name data_set"),
    ("size", "n n_samples samples num_samples number length count"),
    ("noise", "std sigma σ noise_std"),
    # of a train request
    ("optimizer", "optim opt solver"),
    (
        "optimizer",
        "lr learning_rate eta η momentum weight_decay",
        'which takes it: {"name": "sgd", "learning_rate": 0.1}',
    ),
    ("schedule", "scheduler lr_scheduler lr_schedule learning_rate_schedule decay"),
    ("clip_norm", "clip clipnorm grad_clip gradient_clip gradient_clipping max_norm max_grad_norm"),
    ("steps", "epochs n_epochs num_epochs max_epochs", "which counts updates"),
    ("steps", "n_steps num_steps max_steps iterations iters max_iter n_iter updates"),
    ("batch_size", "batch minibatch mini_batch mini_batch_size"),
    ("record_every", "log_every every interval log_interval"),
    ("snapshot_steps", "snapshots checkpoints"),
    ("surface", "decision_surface resolution grid"),
    # of the others
    ("epsilon", "eps ε h step delta"),
    ("tolerance", "tol atol rtol"),
    ("answers", "answer solutions submission"),
    ("quantity", "name array"),
    ("row", "unit neuron i"),
    ("column", "col j"),
    ("values", "value array data matrix"),
)

CHOICES = spelled(
    ("float64", "double f64 f8 fp64"),
    ("float32", "single float f32 f4 fp32"),
    ("mean", "average batchmean"),
    ("sum", "total"),
    ("base64", "b64 binary typed"),
    ("list", "lists nested json"),
    ("events", "stream sse json"),
    ("npz", "numpy npy"),
    ("markdown", "md"),
    ("latex", "tex pdf"),
    # quantities
    (
        "weight_gradient",
        "dw grad_w gradient_w weight_grad weights_grad weights_gradient gradient_weight gradient_of_weights",
    ),
    ("bias_gradient", "db grad_b gradient_b bias_grad biases_gradient"),
    ("delta", "δ dz error error_signal"),
    ("preactivation", "z_tilde pre_activation logits net_input net"),
    ("activation", "a output outputs prediction y_hat"),
    ("derivative", "phi_prime activation_derivative"),
    ("weights", "w weight kernel"),
    ("bias", "b biases"),
    ("input", "x z0"),
    ("targets", "y labels"),
)
