namespace SpineInference.Learning;

/// <summary>One point of a reject curve: the accuracy if the least certain cases are left undecided.</summary>
/// <param name="Rejected">The share of cases left undecided.</param>
/// <param name="Accuracy">The accuracy on the others.</param>
public readonly record struct RejectPoint(double Rejected, double Accuracy);
