//! Pure numeric kernels on slices.
