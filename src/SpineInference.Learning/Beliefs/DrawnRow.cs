namespace SpineInference.Learning;

/// <summary>A row of draws.</summary>
/// <param name="Offset">Where it stands in a parameter vector.</param>
/// <param name="Length">How many entries it has.</param>
/// <param name="First">Its first entry among those of the rows that may move; -1 for a row that is known.</param>
internal readonly record struct DrawnRow(int Offset, int Length, int First);
