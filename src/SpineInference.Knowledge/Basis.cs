namespace SpineInference.Knowledge;

/// <summary>What a number of the model rests on. <see langword="default"/> is <see cref="Definition"/>.</summary>
public enum Basis
{
    /// <summary>Not an estimate: true by definition, known exactly, never drawn or learned.</summary>
    Definition,

    /// <summary>The number itself was read in the cited source.</summary>
    Literature,

    /// <summary>Computed from numbers that were read; the formula stands in the row's note.</summary>
    Derived,

    /// <summary>Judgement, or a number that nobody has checked; its effective sample size is small.</summary>
    Expert,
}
