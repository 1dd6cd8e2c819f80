using SpineInference.Anatomy;

namespace SpineInference;

/// <summary>One joint explanation of the findings: what, where and which root, together.</summary>
/// <param name="Cause">The cause.</param>
/// <param name="DiscLevel">The principal disc level, or <see langword="null"/> for none.</param>
/// <param name="Zone">The zone, or <see langword="null"/> for none.</param>
/// <param name="RootLevel">The principal root, or <see langword="null"/> for none.</param>
/// <param name="Side">The side; <see langword="null"/> where no leg was named.</param>
/// <param name="Probability">P(all of this together | findings).</param>
public sealed record Scenario(Cause Cause, DiscLevel? DiscLevel, Zone? Zone, NerveRoot? RootLevel, Side? Side, double Probability)
{
    /// <summary>The scenario in one line, such as <c>prolapsed disc, L4/5, subarticular, L5, left (0.41)</c>.</summary>
    public override string ToString()
    {
        string?[] parts = [Cause.PlainName, DiscLevel?.Id, Zone?.Id, RootLevel?.Id, Side?.Id];
        return FormattableString.Invariant($"{string.Join(", ", parts.OfType<string>())} ({Probability:0.00})");
    }
}
