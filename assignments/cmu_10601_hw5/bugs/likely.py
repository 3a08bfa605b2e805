"""The known bugs that most students have: they are tried first, in this order for each check."""

LIKELY: tuple[str, ...] = tuple(
    """
    sigmoid_slope_missing uphill alpha_stays softmax_slope_on_top sigmoid_slope_at_z
    one_hot_missing last_example_missing backward_order one_hot_shifted sigmoid_slope_of_tanh
    rate_missing_for_beta rate_missing_for_alpha

    first_example_missing step_after_the_loop gradient_halved gradient_by_rows
    beta_before_hidden_gradient wrong_bias_column no_hidden_bias no_input_bias whole_batch
    rate_fixed_hundredth gradient_by_classes

    rate_missing tanh_for_sigmoid only_cross_entropy softmax_twice sigmoids_for_softmax
    softmax_not_divided softmax_not_divided_but_shifted hidden_without_beta beta_stays
    sigmoid_slope_half_one sigmoid_slope_half_z constant_behind_z gradient_doubled
    sigmoid_slope_sign sigmoid_before_softmax rate_fixed_tenth one_hot_alone trained_on_both
    weights_set_back one_hidden_unit_more

    probabilities_missing label_as_number no_bias_at_all sigmoid_slope_of_input one_hot_later
    shuffled_by_epoch constant_at_the_end squared_error_without_softmax sigmoid_slope_twice

    rate_falls weight_decay softmax_jacobian_on_top alpha_uphill momentum every_epoch_twice
    one_epoch_too_many beta_uphill rate_halved_each_epoch gradients_add_up_in_an_epoch

    gradients_add_up whole_batch_mean beta_gradient_of_a first_example_only
    gradient_through_whole_beta alpha_gradient_of_z beta_added_after_alpha four_hidden_units

    error_is_accuracy error_is_a_count error_whole_division error_of_training_twice
    error_in_percent error_against_training_labels error_by_rows_of_training error_by_classes
    error_against_training_labels_of_its_rows errors_exchanged error_is_a_distance
    error_is_a_count_of_right_ones error_rounded error_of_validation_twice

    loss_during_epoch loss_of_last_example loss_on_training_before_the_epoch loss_total_kept
    loss_after_each_step loss_of_last_example_before_its_step
    loss_is_a_sum loss_by_rows_of_training loss_validation_on_training loss_columns_exchanged
    loss_of_validation_is_a_sum loss_training_on_validation loss_whole_division
    loss_before_the_epoch loss_of_final_network_everywhere loss_totals_kept loss_by_epochs
    loss_log_2 loss_log_10 loss_sign loss_of_all_classes loss_squared_error

    integer_pixels binary_pixels rounded_pixels pixels_by_largest pixels_as_bytes
    pixels_standardised_by_all pixels_by_row_largest pixels_cut_at_one
    header_skipped label_among_pixels last_column_missing pixels_by_255 rows_of_length_one
    """.split()
)
