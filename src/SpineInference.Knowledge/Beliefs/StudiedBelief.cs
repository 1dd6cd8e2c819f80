using System.Collections.Immutable;
using SpineInference.Engine.Networks;
using SpineInference.Learning;

namespace SpineInference.Knowledge;

/// <summary>Tables and studies together: what is believed of the numbers.</summary>
public static class StudiedBelief
{
    /// <summary>The folder, below that of the tables, in which study files and the list of what is left out stand.</summary>
    public const string Folder = "Studies";

    /// <summary>What is believed of a network's numbers, narrowed by the studies that speak of them.</summary>
    /// <param name="knowledge">The network with its tables.</param>
    /// <param name="files">The folder of study files, which need not be there.</param>
    /// <param name="order">The order of elimination; null to search for one.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>A belief about the network's numbers, those that a synthesis moved (<see cref="KnowledgeSynthesis"/>) where it moved them: the
    /// studies narrow it there. Tables whose targets teach nothing are believed as <see cref="KnowledgePrior"/> says.</returns>
    /// <exception cref="CohortFormatException">A study file is faulty.</exception>
    /// <exception cref="ArgumentException">A rate names what the network does not have, or is impossible in it; all are listed.</exception>
    public static LogOddsBelief Of(
        KnowledgeNetwork knowledge, string? files = null, ImmutableArray<Variable>? order = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        KnowledgeStudies studies = KnowledgeStudies.Of(knowledge.Knowledge, files is not null && Directory.Exists(files) ? files : null);
        KnowledgeNetwork own = knowledge.WithOwnNumbers();
        return studies.Studies.Studies.IsEmpty
            ? LogOddsBelief.Of(KnowledgePrior.Of(knowledge, studies.Taught))
            : EvidenceSynthesis.Run(
                KnowledgePrior.Of(own, studies.Taught),
                studies.Studies,
                SynthesisOptions.Default with { MaxIterations = 0, EliminationOrder = order, Start = ReferenceEquals(own, knowledge) ? null : knowledge.Network },
                cancellationToken).ToBelief();
    }

    /// <summary>Synthesises tables and studies: the numbers, as written in the tables, move to where both agree best.</summary>
    /// <param name="knowledge">The network with its tables.</param>
    /// <param name="studies">The studies.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends it early, with nothing returned.</param>
    /// <returns>The network and what is believed of its numbers; <see cref="KnowledgeSynthesis.Of"/> keeps where they moved.</returns>
    /// <exception cref="ArgumentException">There is no study, or a rate names what the network does not have.</exception>
    public static SynthesisResult Synthesize(
        KnowledgeNetwork knowledge, KnowledgeStudies studies, SynthesisOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        ArgumentNullException.ThrowIfNull(studies);
        return EvidenceSynthesis.Run(KnowledgePrior.Of(knowledge.WithOwnNumbers(), studies.Taught), studies.Studies, options, cancellationToken);
    }
}
