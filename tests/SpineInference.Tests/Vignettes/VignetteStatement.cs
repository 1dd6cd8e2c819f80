using SpineInference.Anatomy;

namespace SpineInference.Tests.Vignettes;

/// <summary>One statement of the mapping: <c>id=state</c> or <c>id!=state</c>, with <c>both.</c> before it where it holds for both legs.</summary>
internal sealed record VignetteStatement(Finding Finding, bool IsBothLegs, bool IsNegated)
{
    private const string BothLegs = "both.";

    /// <exception cref="ArgumentException">The text is no statement, or the model has no such finding or state.</exception>
    public static VignetteStatement Parse(SpineModel model, string text)
    {
        bool isBoth = text.StartsWith(BothLegs, StringComparison.Ordinal);
        string rest = isBoth ? text[BothLegs.Length..] : text;
        int equals = rest.IndexOf('=', StringComparison.Ordinal);
        if (equals < 2)
        {
            throw new ArgumentException($"'{text}' is no statement; expected 'id=state' or 'id!=state'.", nameof(text));
        }

        bool isNegated = rest[equals - 1] == '!';
        Finding finding = model.GetFinding(rest[..(isNegated ? equals - 1 : equals)], rest[(equals + 1)..]);
        return isBoth && !finding.IsOfLeg
            ? throw new ArgumentException($"'{text}': a finding of the patient has no leg.", nameof(text))
            : new VignetteStatement(finding, isBoth, isNegated);
    }

    /// <summary>Adds the statement to a patient, in the legs of the case where it is about a leg.</summary>
    /// <param name="patient">The patient.</param>
    /// <param name="legs">The legs of the case; empty where it has no side.</param>
    public Patient AddTo(Patient patient, IReadOnlyList<Leg> legs)
    {
        if (Finding is not LegFinding finding || (legs.Count == 0 && !IsBothLegs))
        {
            return IsNegated ? patient.Absent(Finding) : patient.Present(Finding);
        }

        foreach (Leg leg in IsBothLegs ? [.. Legs.All] : legs)
        {
            patient = IsNegated ? patient.Absent(leg, finding) : patient.Present(leg, finding);
        }

        return patient;
    }
}
