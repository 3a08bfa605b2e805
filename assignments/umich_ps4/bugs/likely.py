"""The bugs that are tried first on their checks: mistakes that students make most."""

LIKELY = tuple(
    """
    net_probabilities net_no_relu_forward net_no_relu net_shifted net_classes net_relu_on_scores
    net_relu_on_scores_always net_tanh net_relu_first net_no_b2 net_no_b1 net_exponentials
    net_log_probabilities net_hidden_returned net_sigmoid net_relu_last net_no_biases net_leaky

    net_loss_summed net_loss_divided_twice net_loss_by_classes net_loss_of_probabilities
    net_softmax_over_rows net_loss_of_log_probabilities_mean net_loss_of_scores
    net_loss_probability net_loss_squares net_loss_negative net_labels_turned net_softmax_over_all

    net_grads_divided_twice net_relu_skipped net_grads_negative net_grads_summed net_accumulated
    net_relu_mask_of_gradient net_relu_arguments net_relu_forward_again net_w2_from_hidden
    net_grads_without_one net_biases_crossed net_weights_crossed net_layers_crossed net_b2_mean
    net_biases_mean net_biases_zero net_w2_zero net_w1_zero net_b2_zero net_b1_zero
    net_w1_before_relu net_b1_before_relu net_relu_times_active net_relu_of_scores
    net_weights_decay_always net_dscores_times_probabilities

    graph_c_max_with_d graph_c_plus_b graph_c_exchanged_cd graph_c_bracket_alone graph_c_bracket
    graph_c_min graph_c_no_last_product graph_c_d_after_product_alone graph_c_d_after_product
    graph_c_no_d graph_c_minus_d graph_c_max_of_a graph_c_times_a graph_c_no_max
    graph_c_exchanged_ab

    graph_c_second_copy graph_c_first_copy graph_c_copies_averaged graph_c_first_copy_no_max
    graph_c_copies_where graph_c_copies_subtracted graph_c_copies_multiplied
    graph_c_second_copy_no_d graph_c_first_copy_own graph_c_first_copy_no_upstream

    graph_c_max_to_both graph_c_max_inverted graph_c_swapped_factors graph_c_max_compares_a
    graph_c_max_times_value graph_c_max_one graph_c_dd_one graph_c_both_products_own
    graph_c_order_cd graph_c_max_magnitudes graph_c_max_to_both_second_copy graph_c_c_always
    graph_c_c_never graph_c_ds_one graph_c_ds_own graph_c_max_halves graph_c_max_always_first
    graph_c_da_own graph_c_da_no_b graph_c_dd_own graph_c_order_ba

    graph_a_exponent_sign graph_a_w2x2_added graph_a_times_x1 graph_a_no_w3 graph_a_no_plus_one
    graph_a_output_denominator graph_a_minus_after_exp graph_a_w3_subtracted

    logistic_exponent_sign logistic_w2x2_added logistic_times_x1 logistic_no_w3 logistic_no_w1x1
    logistic_w3_subtracted logistic_floor logistic_bracket_no_w3 logistic_abs_of_x1
    logistic_x1_over_w1

    logistic_both_own_0 logistic_both_own_2 logistic_both_own_02 logistic_swapped
    logistic_dx1_sign logistic_dx1_no_square logistic_dx1_as_product logistic_dx2_sign
    logistic_dx0_own logistic_dx2_own logistic_dx_own logistic_dx1_no_square_no_sign

    logistic_slope_f_squared logistic_slope_one_minus_f logistic_slope_negative
    logistic_slope_of_output logistic_slope_forgotten logistic_slope_f logistic_slope_of_tanh
    logistic_slope_of_sum logistic_dw1_times_x1 logistic_dw1_negative_square logistic_dw2_sign
    logistic_dw3_zero logistic_dw3_one logistic_dw3_times_w3 logistic_dw1_square
    logistic_dw1_no_x1

    fc_no_bias fc_last_row_lost fc_dx_not_transposed fc_dx_mean fc_dw_mean fc_dw_transposed
    fc_all_mean fc_dw_db_mean fc_dw_reshaped fc_dw_of_output fc_dw_db_last_row fc_dw_last_row
    fc_db_mean fc_db_not_summed fc_db_kept_axis fc_db_all fc_db_all_spread fc_db_first_row
    fc_db_last_row fc_db_times_b

    l2_half l2_missing l2_w1_alone l2_w2_alone l2_batch_mean l2_replaces_loss l2_negative
    l2_absolute l2_norms l2_norm_of_all l2_means l2_sum_squared l2_plain_sum l2_product
    l2_batch_half_mean l2_lambda_squared l2_lambda_missing l2_half_w1 l2_half_w2 l2_quarter
    l2_w2_unscaled l2_w2_unscaled_always l2_on_activations l2_twice l2_spectral l2_matrix_product

    l2_gradient_without_two l2_gradient_missing l2_gradient_negative l2_gradient_batch_mean
    l2_gradient_assigned l2_gradient_assigned_always l2_gradient_w1_alone l2_gradient_w2_alone
    l2_gradient_biases_too l2_gradient_biases_alone l2_gradient_of_gradient l2_gradient_sign
    l2_gradient_squared l2_gradient_no_lambda
    l2_gradient_no_lambda_always l2_gradient_norm l2_gradient_summed
    l2_gradient_summed_squares l2_gradient_lambda_squared l2_gradient_b1_too_without_two
    l2_gradient_batch_mean_no_two l2_gradient_doubled l2_gradient_w2_doubled
    l2_gradient_w1_doubled l2_gradient_no_weights l2_gradient_w1_without_two
    l2_gradient_w2_without_two

    sgd_ascent sgd_by_batch sgd_rate_missing sgd_rate_fixed sgd_rate_fixed_small sgd_no_biases
    sgd_not_from_old sgd_last_alone sgd_first_layer sgd_second_layer sgd_gradient_kept sgd_sign
    sgd_times_batch sgd_twice sgd_rate_squared sgd_decay_of_weights sgd_unit sgd_restores_start

    sgd_no_decay sgd_decay_first sgd_decay_late sgd_decay_power sgd_decay_once sgd_momentum
    sgd_decay_divides sgd_decay_in_step sgd_decay_from_first_late sgd_decay_power_from_zero

    sgd_single_update sgd_update_behind_batches sgd_update_of_sum sgd_update_of_mean
    sgd_batch_less sgd_decay_per_step sgd_count_is_batch_size sgd_epoch_less sgd_epoch_more
    sgd_returns_in_loop sgd_batch_size_fixed sgd_gradients_summed

    sgd_stops_early sgd_percent sgd_counts sgd_error_rates sgd_val_is_train sgd_train_is_val
    sgd_accuracy_before sgd_val_before sgd_swapped sgd_val_on_hundred sgd_train_loss

    momentum_old_velocity momentum_one_minus_beta momentum_beta_sign momentum_signs_of_both
    momentum_bias_correction momentum_average_corrected momentum_beta_fixed momentum_no_beta
    momentum_plain momentum_plain_v momentum_forgotten_by_batch momentum_forgotten_by_epoch
    momentum_rate_on_sum momentum_of_parameters momentum_beta_halved momentum_beta_99

    momentum_gradient_sign momentum_velocity_added momentum_dampened momentum_rate_missing
    momentum_rate_twice momentum_rate_fixed momentum_nesterov momentum_no_biases
    momentum_average_rate_outside momentum_starts_at_one momentum_starts_at_parameters
    momentum_by_batch momentum_last_alone momentum_beta_on_gradient momentum_beta_on_both
    momentum_both_steps momentum_rmsprop momentum_velocity_times_beta

    momentum_no_decay momentum_decay_per_step momentum_decay_first momentum_rate_outside
    momentum_batch_less momentum_single_update momentum_update_behind_batches
    momentum_update_of_sum momentum_update_of_mean momentum_count_is_batch_size
    momentum_batch_size_fixed momentum_epoch_less momentum_epoch_more momentum_returns_in_loop
    momentum_decay_late momentum_decay_power momentum_decay_once momentum_decays_velocity

    momentum_stops_early momentum_percent momentum_counts momentum_error_rates
    momentum_val_is_train momentum_accuracy_before momentum_val_before momentum_swapped
    """.split()
)
