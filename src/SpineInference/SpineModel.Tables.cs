using SpineInference.Knowledge;

namespace SpineInference;

public sealed partial class SpineModel
{
    /// <summary>A model from tables of one's own, such as a copy of the shipped ones with other numbers or more findings; its program is
    /// compiled when it is first asked.</summary>
    /// <param name="knowledge">The tables.</param>
    /// <returns>The model; its <see cref="Description"/> is made of these tables, red-flag rules are the library's.</returns>
    /// <exception cref="KnowledgeFormatException">A table is incomplete or contradicts itself, or the tables together are no network; all faults are
    /// listed, with their places.</exception>
    /// <exception cref="ArgumentException">The tables lack what the answers of this library are read from; the message lists all of it.</exception>
    /// <example><code>
    /// SpineModel mine = SpineModel.FromKnowledge(KnowledgeBase.LoadFolder("Tables"));
    /// Diagnosis diagnosis = mine.Patient(age: 54).Present(Leg.Left, Findings.FootDrop).Diagnose();
    /// </code></example>
    public static SpineModel FromKnowledge(KnowledgeBase knowledge)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        KnowledgeNetwork network = KnowledgeNetwork.Assemble(knowledge);
        ClinicalNeeds.Check(network, nameof(knowledge));
        return new SpineModel(network, network.Network, null, null, isOfOwnTables: true);
    }
}
