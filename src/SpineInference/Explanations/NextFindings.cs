using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SpineInference.Engine.Reasoning;

namespace SpineInference;

/// <summary>What to ask or examine next: the red-flag questions that were not asked come first, apart from the ranking by information.</summary>
[JsonConverter(typeof(SpineJsonConverter))]
public sealed class NextFindings
{
    internal NextFindings(
        ImmutableArray<RedFlagQuestion> redFlags, ImmutableArray<Question> questions, double entropyBits, ImmutableArray<NextFinding> findings, InformationStop stop)
    {
        RedFlags = redFlags;
        Questions = questions;
        EntropyBits = entropyBits;
        Findings = findings;
        Stop = stop;
    }

    /// <summary>The red-flag questions that were not asked, the most urgent first, whatever they would tell about the answer.</summary>
    public ImmutableArray<RedFlagQuestion> RedFlags { get; }

    /// <summary>What is to be found out.</summary>
    public ImmutableArray<Question> Questions { get; }

    /// <summary>How much is open: the entropy of the answer now, in bits.</summary>
    public double EntropyBits { get; }

    /// <summary>The findings of the network, the best first. What cannot be asked is not among them: whoever has denied pain is not asked what makes it worse.</summary>
    public ImmutableArray<NextFinding> Findings { get; }

    /// <summary>Why there are no more.</summary>
    public InformationStop Stop { get; }
}
