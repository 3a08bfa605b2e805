"""The known bugs that most students have: they are tried first, in this order for each check."""

LIKELY: tuple[str, ...] = tuple(
    """
    sigmoid_exponent_sign b1_forgotten b2_forgotten probabilities_returned sigmoid_on_scores
    activations_swapped sigmoid_is_tanh no_activation sigmoid_forgotten sigmoid_no_quotient
    sigmoid_minus x_by_255 sigmoid_clipped_10 sigmoid_clipped_5 log_probabilities_returned
    sigmoid_derivative own_activation_on_scores b1_after_both relu_on_scores own_copies
    sigmoid_twice classes_returned tanh_on_scores sigmoid_clipped_8 sigmoid_exponential
    x_standardised relu_forgotten always_sigmoid relu_leaky relu_minimum relu_absolute

    loss_not_averaged loss_sign loss_is_penalty softmax_over_rows loss_mean_of_all
    loss_each_label_each_row loss_mean_each_label_each_row loss_largest_not_added loss_binary
    loss_log2 loss_log10 loss_of_argmax loss_of_all_classes loss_of_scores softmax_over_all
    shift_over_rows shift_divides softmax_twice loss_averaged_twice loss_no_log
    softmax_of_negative loss_halved penalty_without_reg loss_square loss_by_classes
    loss_denominator_alone loss_of_shifted loss_binary_mean softmax_of_sigmoid softmax_of_relu
    loss_of_errors loss_mean_of_all_classes loss_last_row penalty_forgotten penalty_without_half
    penalty_on_biases penalty_w1_only penalty_w2_only penalty_over_n penalty_norms
    penalty_absolute

    label_not_subtracted label_added gradient_not_averaged gradient_sign label_columns
    gradient_averaged_twice label_not_averaged b2_mean softmax_slope_twice penalty_alone
    w2_averaged_again b2_axis b2_not_summed w2_of_inputs scores_for_probabilities
    gradient_of_last_row w2_penalty_alone w2_last_row b2_zero label_numbers gradient_times_n
    gradient_by_features gradient_by_classes b2_last_row of_squared_error output_with_slope
    only_logarithm b2_not_averaged w2_slope_of_hidden label_next label_rows gradient_doubled
    w2_zero gradient_halved w2_not_averaged output_averaged_again b2_doubled slope_forgotten
    slope_of_input slope_of_output w1_skips_activation b1_skips_activation mask_for_sigmoid
    slope_first_factor slope_second_factor slope_of_tanh b1_mean dhidden_averaged_again
    w1_averaged_again dhidden_without_w2 slope_of_gradient slope_plus w1_penalty_alone
    w1_last_row dhidden_of_w2_grad b1_total b1_axis b1_zero b1_not_summed b1_total_number
    slope_first_squared slope_sign dhidden_not_averaged w1_not_averaged b1_not_averaged
    slope_alone dhidden_of_probabilities w1_slope_twice w1_of_hidden_values slope_input_tanh
    slope_second_squared b1_last_row slope_no_brackets mask_forgotten mask_inverted
    slope_for_relu mask_of_gradient slopes_swapped mask_times_value mask_leaky mask_times_input
    mask_sign mask_alone

    penalty_gradient_w1_twice_both penalty_gradient_w1_forgotten_both
    penalty_gradient_w1_half_both penalty_gradient_b1_added_both penalty_gradient_w1_forgotten
    penalty_gradient_w2_forgotten penalty_gradient_w1_over_n_both
    penalty_gradient_w1_subtracted_both penalty_gradient_w1_squares_both
    penalty_gradient_b1_added penalty_gradient_b2_added penalty_gradient_w1_penalty_of_both_both
    penalty_gradient_w1_signs_both

    update_uphill update_without_rate rate_squared update_weights_only update_by_batch
    update_forgotten update_momentum momentum_velocity update_without_b1 update_without_b2
    update_assigned start_anew_0 gradient_anew updates_one updates_one_less update_after_epoch
    adam gradient_clipped_1 gradient_normed update_first_layer_only update_second_layer_only
    rate_fixed_0 update_twice batch_centred batch_by_255 update_times_batch momentum_averaged
    adagrad rmsprop update_halved update_by_rows update_gradients_summed epochs_one_less
    gradient_clipped_2 gradient_clipped_3 start_anew_1 reg_not_handed_on reg_twice_in_step
    reg_twice_in_step_weights reg_by_batch reg_default reg_without_rate decay_forgotten
    decay_each_update decay_before decay_powers decay_powers_from_zero decay_complement
    decay_divides decay_subtracted decay_twice decay_squared_power decay_hyperbola_start
    decay_hyperbola_start_one decay_hyperbola_from_zero decay_fixed decay_exponential_start
    decay_counts_updates return_in_loop best_epoch_kept decay_hyperbola decay_exponential
    decay_replaces decay_first_only decay_from_second decay_second

    permutation_once seed_forgotten seed_zero seed_each_epoch permutation_unused
    batches_drawn_alone batches_drawn_alone_once labels_in_order batch_random_no_repeat
    batch_random permutation_each_update_first permutation_by_default_rng full_batch
    same_batch_always batches_overlap permutation_each_update seed_42 batch_one_short
    batches_from_one labels_drawn_apart batches_from_second permutation_before_seed batch_one_long
    permutation_extra_draw permutation_by_own_rng permutation_by_shuffle permutation_kept_on
    shuffled_on full_batch_in_loss batches_last_first batches_permuted_alone last_batch_always
    labels_permuted_before seed_by_epoch labels_permuted_on permuted_on rows_and_order
    batch_double

    loss_after_update loss_by_epoch_last loss_without_penalty loss_of_all_rows
    loss_by_epoch_mean loss_times_batch loss_running_mean loss_by_batch loss_running_sum
    loss_all_after loss_of_validation magnitude_squared magnitude_of_all magnitude_of_w2
    magnitude_sum_of_all magnitude_largest magnitude_absolute_sum magnitude_of_parameter_after
    magnitude_of_parameter magnitude_spectral magnitude_after_update magnitude_by_epoch_last
    magnitude_root_mean magnitude_of_step magnitude_without_reg magnitude_mean
    magnitude_absolute_mean magnitude_sum magnitude_of_weights magnitude_of_all_rows
    magnitude_sum_of_weights magnitude_all_after magnitude_first_layer magnitude_by_batch
    accuracies_by_update accuracies_percent accuracies_counts val_of_all_training val_of_batch
    accuracies_swapped train_percent val_percent accuracies_errors val_count train_count
    val_first_rows val_errors train_errors train_of_validation val_by_training val_by_batch
    val_batch_of_all train_by_each_update val_by_each_update val_last_only train_loss
    argmax_wrong_axis predict_smallest max_score argmax_no_axis probabilities_given scores_given
    predict_from_one predict_absolute without_bias predict_without_activation
    predict_with_sigmoid one_hot predict_rounded
    """.split()
)
