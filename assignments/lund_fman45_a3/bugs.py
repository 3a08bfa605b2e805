"""Known bugs: the mistakes that students of this assignment make, each with its explanation."""

from grader.model import KnownBug

LAYERS, TRAINING = "cnn_layers.py", "cnn_training.py"

BUGS = (
    KnownBug(
        id="dense_c_order",
        problem="2d",
        check="test_dense_images_forward",
        file=LAYERS,
        old='    columns = X.reshape(-1, X.shape[-1], order="F")\n    return W',
        new="    columns = X.reshape(-1, X.shape[-1])\n    return W",
        sentence="Images are turned into columns in C order, where the width or the channel "
        "runs first. This assignment reads them in Fortran order, the height first.",
        hint="the paragraph on Fortran order under Conventions",
    ),
    KnownBug(
        id="dense_gradient_c_order",
        problem="2d",
        check="test_dense_images_backward",
        file=LAYERS,
        old='(W.T @ dldZ).reshape(X.shape, order="F")',
        new="(W.T @ dldZ).reshape(X.shape)",
        sentence="The gradient by images is shaped back in C order, although the images were "
        "read in Fortran order: its numbers are right and stand at other pixels.",
        hint="the paragraph on Fortran order under Conventions",
    ),
    KnownBug(
        id="dense_bias_transposed",
        problem="2d",
        check="test_dense_dldb",
        file=LAYERS,
        old="dldb = dldZ.sum(axis=1, keepdims=True)",
        new="dldb = dldZ.sum(axis=1, keepdims=True).T",
        sentence="The gradient by b is a row, and b is a column. Adding the two would spread "
        "them over a whole matrix.",
        hint="the shapes of exercise 2d",
    ),
    KnownBug(
        id="dense_bias_not_summed",
        problem="2d",
        check="test_dense_dldb",
        file=LAYERS,
        old="dldb = dldZ.sum(axis=1, keepdims=True)",
        new="dldb = dldZ",
        sentence="The gradient by b has one column for each sample. All samples share the same "
        "b, so what they hand back adds up.",
        hint="your answer to 2c",
    ),
    KnownBug(
        id="dense_weights_averaged",
        problem="2d",
        check="test_dense_dldw",
        file=LAYERS,
        old="dldW = dldZ @ columns.T",
        new="dldW = dldZ @ columns.T / X.shape[-1]",
        sentence="The gradient by W is divided by the number of samples. The mean is taken in "
        "the loss, and is in the gradient that comes back already.",
        hint="your answer to 2b",
    ),
    KnownBug(
        id="relu_mask_from_upstream",
        problem="3b",
        check="test_relu_backward",
        file=LAYERS,
        old="return dldZ * (X > 0)",
        new="return dldZ * (dldZ > 0)",
        sentence="The gradient is let through where the gradient itself is positive. What "
        "counts is where the input of the layer was.",
        hint="exercise 3a: which of the two numbers does the condition ask about?",
    ),
    KnownBug(
        id="relu_slope_alone",
        problem="3b",
        check="test_relu_backward",
        file=LAYERS,
        old="return dldZ * (X > 0)",
        new="return 1.0 * (X > 0)",
        sentence="The slope of the layer is returned by itself; the chain rule multiplies it "
        "with the gradient that comes back.",
        hint="the chain rule, and exercise 3a",
    ),
    KnownBug(
        id="softmax_minimum",
        problem="4b",
        check="test_softmax_forward_large",
        file=LAYERS,
        old="top = columns.max(axis=0)",
        new="top = columns.min(axis=0)",
        sentence="The smallest score is subtracted before the exponential is taken, so that "
        "the exponents become large and overflow for scores of 1000.",
        hint="which shift makes every exponent zero or less?",
    ),
    KnownBug(
        id="softmax_no_shift",
        problem="4b",
        check="test_softmax_forward_large",
        file=LAYERS,
        old="top = columns.max(axis=0)",
        new="top = 0.0",
        sentence="The exponential is taken of the scores as they are, which overflows for "
        "scores of 1000.",
        hint="softmax doesn't change when the same number is subtracted from all scores of "
        "a sample",
    ),
    KnownBug(
        id="softmax_shift_of_batch",
        problem="4b",
        check="test_softmax_forward_large",
        file=LAYERS,
        old="top = columns.max(axis=0)",
        new="top = columns.max()",
        sentence="One shift is used for the whole batch. A sample whose scores are all far "
        "below those of another then underflows to the logarithm of 0.",
        hint="each sample has its own softmax",
    ),
    KnownBug(
        id="softmax_loss_sum",
        problem="4b",
        check="test_softmax_forward",
        file=LAYERS,
        old="return np.mean(log_sums",
        new="return np.sum(log_sums",
        sentence="The loss is the sum over the batch, and its mean was asked.",
        hint="exercise 4b",
    ),
    KnownBug(
        id="softmax_gradient_sum",
        problem="4b",
        check="test_softmax_backward",
        file=LAYERS,
        old="return (p / len(labels)).reshape",
        new="return p.reshape",
        sentence="The gradient is that of the sum over the batch; the loss is the mean, so the "
        "number of samples divides the gradient too.",
        hint="the gradient of a mean",
    ),
    KnownBug(
        id="decay_inside_average",
        problem="5",
        check="test_step_decay",
        file=TRAINING,
        old="""    m = mu * m + (1 - mu) * grad  # a moving average of gradients alone
    return w - lr * (m + wd * w), m""",
        new="""    m = mu * m + (1 - mu) * (grad + wd * w)
    return w - lr * m, m""",
        sentence="The weight decay is added to the gradient before the average is taken. It "
        "belongs outside: the average is one of gradients alone.",
        hint="the two lines of the update in exercise 5",
    ),
    KnownBug(
        id="plot_average_as_momentum",
        problem="5",
        check="test_training_momentum",
        file=TRAINING,
        old='opts["momentum"],',
        new='opts["moving_average"],',
        sentence="The average that smooths the plotted loss, 0.995, is used as momentum: the "
        "net moves much too slowly.",
        hint='what `opts["moving_average"]` is for',
    ),
    KnownBug(
        id="classical_momentum",
        problem="5",
        check="test_step_average",
        file=TRAINING,
        old="(1 - mu) * grad  #",
        new="grad  #",
        sentence="Gradients are added up with momentum, as other courses define it. Here m is "
        "a moving average, so that the new gradient has the weight 1 - mu.",
        hint="the two lines of the update in exercise 5",
    ),
    KnownBug(
        id="average_not_kept",
        problem="5",
        check="test_training_momentum",
        file=TRAINING,
        old="layer[name], average[name] = momentum_step(",
        new="layer[name], _ = momentum_step(",
        sentence="The moving average begins at 0 in every iteration, because the new one isn't "
        "kept.",
        hint="what momentum_step returns besides w",
    ),
    KnownBug(
        id="batches_overlap",
        problem="5",
        check="test_training_order",
        file=TRAINING,
        old="np.arange(iteration * size, (iteration + 1) * size)",
        new="np.arange(iteration, iteration + size)",
        sentence="Each batch begins one sample after the last one, so that batches overlap; it "
        "should begin where the last one ended.",
        hint="the paragraph on the order of batches in exercise 5",
    ),
    KnownBug(
        id="predictions_cut_off",
        problem="6a",
        check="test_predict",
        file=TRAINING,
        old="parts = range(0, x.shape[-1], 250)",
        new="parts = range(0, max(1, x.shape[-1] - 249), 250)",
        sentence="The images after the last full part get no prediction.",
        hint="a number of images that the size of a part doesn't divide",
    ),
    KnownBug(
        id="confusion_transposed",
        problem="6a",
        check="test_confusion",
        file=TRAINING,
        old="(labels, predictions), 1)",
        new="(predictions, labels), 1)",
        sentence="Rows are the predicted classes and columns the right ones; it was asked the "
        "other way.",
        hint="exercise 6a",
    ),
    KnownBug(
        id="precision_of_nothing",
        problem="6a",
        check="test_precision_recall_empty",
        file=TRAINING,
        old="right / np.maximum(predicted, 1)",
        new="right / predicted",
        sentence="A class that is never predicted has no precision: 0 divided by 0 gives nan.",
        hint="what exercise 6a says where there is nothing to count",
    ),
    KnownBug(
        id="biases_not_counted",
        problem="6a",
        check="test_parameters",
        file=TRAINING,
        old="for name in PARAMETERS if name in layer) for layer",
        new="for name in PARAMETERS[:1] if name in layer) for layer",
        sentence="Biases are learnt as well, and are missing in the count.",
        hint="exercise 6a",
    ),
)
