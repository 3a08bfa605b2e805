"""The known bugs that most students have: they are tried first, in this order for each check."""

LIKELY: tuple[str, ...] = tuple(
    """
    dense_no_bias dense_samples_first dense_forward_swapped_at dense_forward_input_turned_at
    dense_forward_weights_turned_at dense_bias_subtracted dense_forward_averaged
    dense_forward_rows_at dense_rectified dense_forward_mean_bias dense_bias_twice
    dense_first_axis_f_at

    dense_weights_averaged dense_weights_transposed dense_dldw_not_turned_at
    dense_dldw_not_turned_dot dense_dldw_swapped_at dense_weights_product_of_sums
    dense_weights_decayed dense_weights_decayed_slowly dense_dldw_sign dense_weights_last_sample
    dense_weights_times_weights dense_backward_samples_first
    dense_results_1 dense_dldw_rectified_upstream dense_dldw_of_output dense_dldw_times_samples

    dense_dldx_not_turned_at dense_dldx_not_turned_dot dense_gradient_product_turned
    dense_gradient_averaged dense_gradient_masked dense_gradient_with_bias dense_dldx_swapped_at
    dense_dldx_sign dense_dldx_times_input dense_results_2 dense_results_3

    dense_bias_averaged dense_bias_not_summed dense_bias_flat dense_bias_transposed
    dense_bias_over_units dense_bias_total dense_bias_last_sample dense_bias_slope_alone
    dense_bias_over_units_column dense_bias_over_units_flat dense_dldb_sign
    dense_bias_times_bias dense_bias_number_of_samples dense_dldb_zeros

    relu_absolute relu_leaky relu_negative_part relu_step relu_largest_of_axis relu_selects
    relu_cut_at_one relu_of_negative relu_identity relu_sigmoid relu_softplus relu_threshold_one
    relu_output_nan relu_forward_integers

    relu_backward_selects relu_no_mask relu_mask_from_upstream relu_slope_alone
    relu_mask_inverted relu_times_output relu_times_input relu_output_for_gradient
    relu_slope_of_absolute relu_leaky_slope relu_slope_sign relu_slope_threshold_one
    relu_backward_arguments relu_backward_averaged relu_mask_of_both relu_slope_of_sigmoid
    relu_backward_product_rectified

    softmax_loss_sum softmax_loss_sign softmax_over_batch softmax_log_forgotten
    softmax_whole_rows softmax_loss_of_largest softmax_all_classes softmax_loss_by_classes
    softmax_labels_from_one softmax_loss_by_size softmax_log2 softmax_log10 softmax_binary
    softmax_shift_in_sum_alone softmax_shift_in_label_alone softmax_not_normalised
    softmax_without_label softmax_over_everything softmax_squared_error softmax_log_of_wrong
    softmax_mean_of_all_classes softmax_shift_of_class softmax_loss_averaged_twice
    softmax_sum_without_exponential softmax_of_negative softmax_loss_of_each
    softmax_loss_samples_first softmax_twice softmax_probability_of_wrong softmax_log_before_sum
    softmax_loss_of_everything softmax_sigmoid softmax_entropy softmax_loss_halved

    softmax_no_shift softmax_shift_of_batch softmax_probability_plus_1e_8
    softmax_probability_plus_1e_12 softmax_probability_plus_1e_15 softmax_probability_plus_1e_10
    softmax_log_of_zero softmax_zero_times_infinity softmax_minimum softmax_scores_clipped_500
    softmax_shift_of_mean

    softmax_gradient_sum softmax_gradient_without_label softmax_gradient_sign
    softmax_gradient_label_rows softmax_gradient_label_averaged softmax_gradient_part_averaged
    softmax_gradient_over_batch softmax_gradient_axis_over_batch softmax_gradient_averaged_twice
    softmax_gradient_label_everywhere softmax_gradient_label_added
    softmax_gradient_by_probabilities softmax_gradient_extra_slope softmax_gradient_by_classes
    softmax_gradient_by_size softmax_gradient_labels_from_one softmax_gradient_of_scores
    softmax_gradient_not_normalised softmax_gradient_label_alone softmax_gradient_largest
    softmax_gradient_label_minus_one softmax_gradient_over_everything
    softmax_gradient_without_exponential softmax_gradient_transposed softmax_gradient_logarithms
    softmax_gradient_squared_error softmax_gradient_one_minus softmax_gradient_slope_alone
    softmax_gradient_times_samples softmax_gradient_shift_of_class

    classical_momentum average_weights_swapped velocity_with_rate decay_inside_average
    step_uses_gradient step_uses_old_average no_decay decay_without_rate decay_sign
    gradient_ascent step_without_rate step_returns_swapped step_old_average_returned
    step_nesterov average_is_gradient average_gradient_subtracted step_returned
    decay_added_to_average decay_inside_and_outside decay_halved decay_doubled
    velocity_with_rate_decay average_corrected step_variant_inside classical_momentum_decay
    decay_after_step decay_before_step

    biases_not_learnt dense_layers_not_learnt first_layer_not_learnt weights_not_learnt
    momentum_not_passed average_passed_as_gradient results_swapped_in_training
    gradient_averaged_in_training rate_fixed rate_by_batch rate_and_momentum_swapped
    rate_and_decay_swapped averages_from_gradient gradient_added_up_in_training momentum_fixed
    training_averages_shared training_updated_twice first_layer_alone average_not_kept
    plot_average_as_momentum training_averages_of_layer average_reset_each_pass

    batches_always_first batches_overlap labels_of_first_batch gradient_of_all batches_of_one
    batches_first_skipped training_one_pass images_of_first_batch batches_backwards
    batches_shuffled_once batches_shuffled_each_pass batches_random_0 batches_last_dropped
    rate_falls batches_of_all training_not_around labels_next_batch batches_strided

    losses_after_update losses_smoothed losses_by_batch training_one_short training_from_one
    losses_of_all losses_added_up losses_running_mean losses_penalty_0 losses_last_alone
    losses_mean_alone training_returns_swapped losses_each_pass losses_by_samples
    training_one_more training_iterations_as_passes

    predictions_over_images predictions_smallest predictions_rest_zero predictions_cut_off
    predictions_without_axis predictions_are_scores predictions_from_one predictions_all_scores
    predict_first_output predict_output_before predictions_of_absolute

    confusion_transposed confusion_not_counted confusion_labels_from_one confusion_percent
    confusion_by_row confusion_classes_seen confusion_hits_alone confusion_by_total

    precision_recall_swapped rates_in_integers rates_in_percent precision_of_all recall_of_all
    rates_by_others rates_of_errors rates_averaged precision_twice recall_twice

    biases_not_counted parameters_layers_left_out parameters_total weights_not_counted
    parameters_arrays parameters_axes_added parameters_two_axes parameters_by_len
    one_bias_a_layer
    """.split()
)
