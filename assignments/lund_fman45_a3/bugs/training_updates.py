"""Known bugs of `training` in 5: what is updated, and by what."""

from functools import partial

from grader.model import KnownBug

from ._lines import BATCHES, LAYERS, OUTPUTS

bug = partial(KnownBug, problem="5", file="cnn_training.py")
FIRST, ORDER = "test_training_first_step", "test_training_order"
DECAY = "test_training_decay"

NAMES = "for name in grad:"
GRAD = "grad[name],\n"
RATE, MU, WD = 'opts["learning_rate"],', 'opts["momentum"],', 'opts["weight_decay"],'

BY_BATCH = "Each step is divided by the batch size. The gradient is that of the mean loss already."

BUGS = (
    bug(
        id="no_decay_on_biases",
        check=DECAY,
        old=WD,
        new='opts["weight_decay"] * (name == "weights"),',
        sentence="Biases are left out of the weight decay. Here all parameters decay.",
        hint="what exercise 5 says of biases",
    ),
    bug(
        id="decay_on_biases_alone",
        check=DECAY,
        old=WD,
        new='opts["weight_decay"] * (name == "biases"),',
        sentence="Only biases decay. Here all parameters do.",
        hint="what exercise 5 says of biases",
    ),
    bug(
        id="decay_not_passed",
        check=DECAY,
        old=WD,
        new="0.0,",
        sentence="Training passes no weight decay on to its steps.",
        hint="the options in exercise 5",
    ),
    bug(
        id="decay_by_batch",
        check=DECAY,
        old=WD,
        new='opts["weight_decay"] / size,',
        sentence="The weight decay is divided by the batch size, or halved. It is one for every "
        "step.",
        hint="the options in exercise 5",
    ),
    bug(
        id="decay_by_samples",
        check=DECAY,
        old=WD,
        new='opts["weight_decay"] / count,',
        sentence="The weight decay is divided by the number of samples. It is the same for every "
        "step.",
        hint="the options in exercise 5",
    ),
    bug(
        id="biases_not_learnt",
        check=FIRST,
        old=NAMES,
        new="for name in list(grad)[:1]:",
        sentence="Only the weights are updated. Biases learn as well.",
        hint="what exercise 5 says of biases",
    ),
    bug(
        id="weights_not_learnt",
        check=FIRST,
        old=NAMES,
        new="for name in list(grad)[1:]:",
        sentence="Only the biases are updated. Weights learn as well.",
        hint="the names of the gradients, under Conventions",
    ),
    bug(
        id="dense_layers_not_learnt",
        check=FIRST,
        old=NAMES,
        new='for name in grad if layer["type"] == "convolution" else ():',
        sentence="Only convolution layers are updated: dense layers stay as they were.",
        hint="which arrays are learnt, in exercise 5",
    ),
    bug(
        id="first_layer_not_learnt",
        check=FIRST,
        old=LAYERS,
        new="for layer, average, grad in list(zip(net, averages, grads, strict=True))[1:]:",
        sentence="The first layer isn't updated. Every layer with parameters learns.",
    ),
    bug(
        id="first_layer_alone",
        check=FIRST,
        old=LAYERS,
        new="for layer, average, grad in list(zip(net, averages, grads, strict=True))[:1]:",
        sentence="The last layer with parameters isn't updated. Every one learns; does the loop "
        "over the layers end too early?",
    ),
    bug(
        id="gradient_averaged_in_training",
        check=FIRST,
        old=GRAD,
        new="grad[name] / size,\n",
        sentence=BY_BATCH,
        hint="exercise 4b",
    ),
    bug(
        id="gradient_added_up_in_training",
        check=FIRST,
        old=GRAD,
        new="grad[name] * size,\n",
        sentence="Training multiplies the gradient by the batch size. It is that of the mean loss, "
        "and used as it is.",
        hint="exercise 4b",
    ),
    bug(
        id="gradient_by_samples",
        check=FIRST,
        old=GRAD,
        new="grad[name] / count,\n",
        sentence="Training divides the gradient by the number of samples. It is that of the mean "
        "loss already.",
        hint="exercise 4b",
    ),
    bug(
        id="gradient_turned_in_training",
        check=FIRST,
        old=GRAD,
        new="-grad[name],\n",
        sentence="Training turns the sign of the gradient or of the rate round, so that the "
        "loss grows.",
    ),
    bug(
        id="gradient_of_all",
        check=ORDER,
        old=OUTPUTS,
        new=OUTPUTS + "\n        _, grads = evaluate(net, x, labels, evaluate_gradient=True)",
        sentence="The gradient is that of all samples. That of the batch was asked.",
        hint=BATCHES,
    ),
    bug(
        id="rate_falls",
        check=ORDER,
        old=RATE,
        new='opts["learning_rate"] / (1 + iteration),',
        sentence="The learning rate falls from one iteration to the next. It is the same for every "
        "step.",
        hint="the options in exercise 5",
    ),
    bug(
        id="rate_falls_by_plot_average",
        check=ORDER,
        old=RATE,
        new='opts["learning_rate"] * opts.get("moving_average", 0.995) ** iteration,',
        sentence="The learning rate falls by the factor that smooths the plotted loss. It is the "
        "same for every step.",
        hint='what `opts["moving_average"]` is for',
    ),
    *(
        bug(
            id=f"rate_falls_each_pass_{number}",
            check=ORDER,
            old=RATE,
            new=f'opts["learning_rate"] * {factor} ** (iteration * size // count),',
            sentence="The learning rate changes from one pass through the data to the next. It is "
            "the same for every step.",
            hint="the options in exercise 5",
        )
        for number, factor in enumerate(("0.5", "0.9", "0.95", "0.1"))
    ),
    bug(
        id="rate_fixed",
        check=FIRST,
        old=RATE,
        new="0.1,",
        sentence="The learning rate is always 0.1: `opts` says which one to use.",
        hint="the options in exercise 5",
    ),
    bug(
        id="rate_fixed_small",
        check=FIRST,
        old=RATE,
        new="0.001,",
        sentence="The learning rate is always 0.001: `opts` says which one to use.",
        hint="the options in exercise 5",
    ),
    bug(
        id="rate_by_batch",
        check=FIRST,
        old=RATE,
        new='opts["learning_rate"] / size,',
        sentence=BY_BATCH,
        hint="exercise 4b",
    ),
    bug(
        id="rate_and_decay_swapped",
        check=FIRST,
        old=RATE,
        new=WD,
        sentence="Training passes the weight decay where the learning rate belongs.",
        hint="the order of the arguments of momentum_step",
    ),
    bug(
        id="rate_and_momentum_swapped",
        check=FIRST,
        old=f"{RATE}\n                    {MU}",
        new=f"{MU}\n                    {RATE}",
        sentence="Training passes the learning rate and the momentum in each other's place.",
        hint="the order of the arguments of momentum_step",
    ),
)
