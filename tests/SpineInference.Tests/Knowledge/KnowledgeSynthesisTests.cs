using System.Collections.Immutable;
using SpineInference.Engine.Networks;
using SpineInference.Knowledge;
using SpineInference.Learning;

namespace SpineInference.Tests.Knowledge;

public sealed class KnowledgeSynthesisTests : IDisposable
{
    private static readonly string Tables = Path.Combine(Repository.Root!, "src", "SpineInference", "Tables");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Synthesis_BesideTheShippedTables_IsOfTheseTablesAndStudies()
    {
        KnowledgeSynthesis synthesis = ShippedKnowledge.Base.Synthesis;
        string expected = synthesis.Count == 0 ? "" : KnowledgeSynthesis.FingerprintOf(Tables, Path.Combine(Tables, StudiedBelief.Folder));
        Assert.True(
            expected == synthesis.Fingerprint,
            $"{KnowledgeSynthesis.FileName} is of other tables or studies. Make it anew with spine synthesize --numbers, or take it away.");
    }

    [Fact]
    public void Network_OfTheShippedTables_HasWhatIsWrittenOrMoved()
    {
        KnowledgeNetwork shipped = ShippedKnowledge.Network;
        KnowledgeNetwork own = shipped.WithOwnNumbers();
        foreach (ProbabilityRow row in shipped.Network.Rows)
        {
            if (shipped.TryGetRow(row, out KnowledgeRow? source) && source.SameAs is null)
            {
                AssertSame(source.Probabilities, own.Network.Rows[row.Index].Probabilities);
                AssertSame(shipped.Knowledge.Synthesis.TryGet(source, out ImmutableArray<double> to) ? to : source.Probabilities, row.Probabilities);
            }
        }

        Assert.Same(own, own.WithOwnNumbers());
    }

    private static void AssertSame(ImmutableArray<double> expected, ImmutableArray<double> actual) =>
        Assert.All(expected.Zip(actual), static p => Assert.Equal(p.First, p.Second, 1e-9));

    [Fact]
    public void FromKnowledge_TablesWithMovedRows_AnswersByThemAndBelievesTheWidthsAsWritten()
    {
        string folder = _folder.File("tables");
        ShippedKnowledge.CopyTables(folder);
        KnowledgeNetwork shipped = ShippedKnowledge.Network.WithOwnNumbers();
        ProbabilityRow sudden = shipped.Network.DistributionOf(shipped.Network["sudden-onset"]).Rows.First(static r => !r.IsDefinition && r.Probabilities[1] is > 0.05 and < 0.6);
        double[] parameters = [.. shipped.Network.Parameters];
        (parameters[sudden.ParameterOffset], parameters[sudden.ParameterOffset + 1]) = (0.25, 0.75);
        KnowledgeSynthesis moved = KnowledgeSynthesis.Of(shipped, shipped.Network.WithParameters(parameters), "here");
        using (StreamWriter writer = File.CreateText(Path.Combine(folder, KnowledgeSynthesis.FileName)))
        {
            moved.Write(writer);
        }

        SpineModel own = SpineModel.FromKnowledge(KnowledgeBase.LoadFolder(folder));
        Assert.Equal(1, own.Description.Knowledge.Synthesis.Count);
        Assert.Equal(0.75, own.Network.Rows[sudden.Index].Probabilities[1]);
        Assert.NotEqual(
            SpineModel.Default.Patient(age: 40).Present(Findings.SuddenOnset).Diagnose().Cause.ToString(),
            own.Patient(age: 40).Present(Findings.SuddenOnset).Diagnose().Cause.ToString());

        // The interval and the sample size beside a number are of the number as written.
        LogOddsBelief before = LogOddsBelief.Of(KnowledgePrior.Of(shipped));
        LogOddsBelief after = LogOddsBelief.Of(KnowledgePrior.Of(own.Description));
        Assert.Equal(before.LogOddsDeviationOf(sudden, 1), after.LogOddsDeviationOf(own.Network.Rows[sudden.Index], 1), 0.02);
    }
}
