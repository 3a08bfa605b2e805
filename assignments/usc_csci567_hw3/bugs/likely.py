"""The known bugs that most students have: they are tried first, in this order for each check."""

LIKELY: tuple[str, ...] = tuple(
    """
    logistic_slope_sign logistic_slope_other_side dv_before_relu logistic_slope_without_outer_y
    logistic_slope_without_inner_y results_v_first logistic_slope_without_factor dv_with_v
    dv2_before_relu dv1_before_relu logistic_slope_of_labels_01 logistic_slope_of_squares
    dv_without_loss dv_exchanged logistic_slope_of_exponential logistic_slope_denominator_alone
    dv2_as_dv1 dv_of_weights dv1_as_dv2 logistic_slope_of_hinge logistic_slope_of_sigmoid
    logistic_slope_is_loss dv_sign logistic_slope_sigmoid_itself dv_slopes_only
    logistic_slope_of_yhat dv_with_inputs
    logistic_slope_overflow logistic_slope_cut_off_20 logistic_slope_cut_off_10
    logistic_slope_overflow_halves logistic_slope_zero_if_large

    cnn_no_slope missing_chain_through_v cnn_relu_slope_at_zero filter_at_first_place
    w2_meets_inputs_of_w1 filter_at_second_place places_overwritten w2_meets_x2_twice
    missing_chain_through_v1
    filter_exchanged cnn_value_for_slope cnn_value_for_slope_1 cnn_crossed_v
    missing_chain_through_v2 w1_meets_x3 w1_meets_x1_twice w1_at_first_place
    w2_at_first_place cnn_no_slope_2 cnn_no_slope_1 cnn_slope_of_output cnn_slope_inverted
    w1_gradient_of_inputs filter_gradient_of_inputs cnn_crossed_v1 cnn_crossed_v2
    places_exchanged places_convolved cnn_slopes_crossed cnn_slope_of_gradient slope_of_both
    cnn_slope_of_v cnn_relu_slope_at_zero_1
    cnn_relu_slope_at_zero_2 places_averaged w_sign w2_at_second_place w1_at_second_place
    places_subtracted w1_inputs_crossed w2_inputs_crossed w2_meets_x1 w_by_da1_twice
    places_of_dv cnn_no_loss cnn_slope_of_a1_twice arguments_exchanged cnn_slope_one_half
    cnn_slope_of_v2 cnn_slope_of_v1

    cnn_sgd_ascends sgd_w_too_early sgd_v_too_early sgd_first_row_only order_counted
    order_all_rows sgd_stale_gradients sgd_summed_step sgd_no_rate sgd_rate_over_steps
    sgd_rate_over_rows sgd_v_stays sgd_w_stays order_sorted order_once_each order_set
    sgd_results_exchanged sgd_moves_w_by_dv sgd_one_weight_after_the_other order_from_one
    sgd_assigns sgd_mean_step order_without_last sgd_returns_start sgd_label_by_position
    sgd_last_row_only
    sgd_v_ascends sgd_w_ascends sgd_w_exchanged sgd_w2_by_w1 sgd_v2_by_v1 order_backwards

    dw_db_averaged bias_gradient_averaged dw_averaged gradients_accumulated
    all_gradients_accumulated u_without_b db_over_outputs db_total db_not_summed dx_is_grad
    dw_reshaped u_of_start passes_of_start dx_averaged dw_transposed dx_sign
    bias_gradients_accumulated
    b_starts_at_zero w_drawn_after_b w_deviation_one all_deviation_one w_deviation_hundredth
    w_deviation_variance w_uniform_unit w_uniform_tenth all_uniform_unit all_uniform_tenth
    w_by_inputs_relu w_by_inputs w_by_inputs_and_outputs all_deviation_variance
    all_deviation_hundredth w_starts_at_zero all_start_at_zero w_transposed
    dw_in_params b_overwritten dw_sign db_sign dw_without_input dx_with_dw dw_decays_0.01
    dw_db_stay dw_stays db_stays dw_db_last_row db_first_row db_last_row dw_last_row
    dx_rectified u_minus_b u_rectified backward_moves_both

    relu_slope_at_zero relu_mask_inverted relu_mask_of_gradient relu_no_mask relu_mask_any
    relu_mask_all relu_mask_alone
    relu_times_input relu_leaky_hundredth relu_leaky_tenth relu_mask_kept relu_absolute
    relu_gives_mask relu_back_as_forward relu_of_gradient relu_mask_not_kept relu_minimum
    relu_identity relu_times_x relu_mask_above_one relu_mask_of_integers relu_sigmoid relu_tanh
    relu_soft relu_bounded relu_sign_for_slope relu_exponential relu_gives_output_again
    relu_slope_half_at_zero relu_slope_of_sigmoid relu_adds_mask
    relu_mask_of_output relu_mask_of_changed_input

    sgd_ascends update_of_w_only update_of_first_layer update_lost update_without_rate
    update_assigns update_of_copies update_of_last_layer update_by_signs update_twice
    update_of_unit_length update_by_rows update_of_b_only update_rate_fixed
    update_by_gradient_of_b update_assigns_positive update_squares update_decays
    update_w_of_first update_by_size update_of_gradient update_by_mean update_averages

    scores_of_a1 passes_a1_h1_exchanged h1_is_a1 scores_softmaxed relu_left_out_backwards
    l2_backward_of_a1 loss_summed mean_twice_backwards mean_undone_backwards
    loss_of_probabilities scores_rectified backward_without_l1 backward_sign
    one_hot_not_subtracted one_hot_not_subtracted_sum a1_rectified passes_scores_first
    loss_averaged_twice loss_sign loss_of_hidden h1_h1 scores_logs l2_backward_of_x
    backward_after_softmax backward_of_probabilities backward_relu_inverted
    backward_starts_with_scores backward_relu_forward backward_l1_by_h1 loss_of_rectified
    loss_of_a1 loss_is_probability backward_decays h1_is_mask backward_one_hot_alone

    difference_over_one_step difference_forward checker_not_restored checker_same_twice
    checker_exchanged difference_not_below difference_halved_wrongly checker_without_backward
    difference_undivided difference_backward difference_sign checker_left_above
    checker_gives_absolute_error checker_gives_error checker_relative_error
    difference_absolute difference_twice_above difference_all_entries_above
    difference_of_all_entries
    checker_first_entry_of_gradient checker_difference_twice difference_over_two
    difference_step_fixed checker_relative_error_largest checker_of_other_layer
    checker_gradient_after_moving checker_restored_half difference_of_half_steps
    checker_parameter_for_gradient difference_not_above
    checker_gradient_of_l1 checker_gradient_absolute checker_single_precision
    difference_is_sum difference_relative difference_over_four

    magnitude_without_signs magnitude_mean magnitude_norm magnitude_absolute
    magnitude_without_backward magnitude_of_stale_gradient magnitude_mean_absolute
    magnitude_squares magnitude_of_both magnitude_of_bias magnitude_over_batch
    magnitude_of_weights magnitude_largest magnitude_times_batch magnitude_with_bias

    first_of_equal_epochs epochs_from_zero epochs_from_zero_and_first
    epochs_from_zero_at_the_end waits_one_more accuracy_minimised best_is_the_accuracy
    best_is_the_last waits_one_less patience_of_all_epochs never_stops stops_at_first_fall
    best_since_last_rise goes_on_when_due waits_for_falls_in_a_row misses_never_forgotten
    patience_fixed patience_one waits_for_falls stops_once_only best_from_end_and_stop
    best_since_last_real_rise accuracy_minimised_first epochs_from_zero_stop_right
    best_is_the_accuracy_and_first best_from_end best_is_patience stops_only_after_fall

    momentum_as_average momentum_sign momentum_ascends momentum_rate_twice momentum_old_velocity
    momentum_lost momentum_old_returned momentum_step_by_gradient momentum_without_alpha
    momentum_ahead momentum_starts_with_gradient momentum_rate_missing momentum_exchanged
    momentum_weights_exchanged momentum_average_added momentum_minus_average
    momentum_biases_stay momentum_starts_with_ones
    momentum_starts_with_weights momentum_of_both momentum_of_gradient
    momentum_first_layer_only momentum_complement momentum_alpha_fixed momentum_step_kept
    momentum_gradient_twice momentum_velocity_not_returned momentum_rate_for_alpha
    momentum_lost_step momentum_assigns

    moved_down moved_round turned_clockwise moved_left turned_across_images moved_always_four
    turned_once transposed moved_flat moved_bottom_stays mirrored upside_down
    moved_last_row_missing moved_right moved_round_down transposed_by_quarters
    half_turn_mirrored half_turn_upside_down turned_by_degrees three_quarters_as_one not_turned
    moved_one_less moved_one_less_cut moved_one_more moved_round_top_empty
    """.split()
)
