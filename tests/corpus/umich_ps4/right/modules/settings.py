"""What worked best on the validation part."""
_MODEL = {"hidden_dim": 100, "weight_scale": 1e-2}

RUNS = {
    "sgd": {"model": _MODEL, "training": {"learning_rate": 0.1, "num_epochs": 12}},
    "momentum": {"model": _MODEL, "training": {"learning_rate": 0.02, "beta": 0.9}},
    "regularised": {
        "model": {**_MODEL, "reg": 0.01},
        "training": {"learning_rate": 0.1, "num_epochs": 12},
    },
    "best": {
        "optimizer": "momentum",
        "model": {**_MODEL, "hidden_dim": 150, "reg": 0.001},
        "training": {"learning_rate": 0.02, "num_epochs": 12, "lr_decay": 0.95},
    },
}
