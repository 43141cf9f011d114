"""What is wrong with a dataset, in the reader's own words."""


class DatasetError(ValueError):
    """A dataset is damaged, is of another kind, or has not what was asked for."""
