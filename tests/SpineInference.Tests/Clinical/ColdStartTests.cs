using SpineInference.Engine.Formats;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Tests.Clinical;

/// <summary>The first answer of a process reads what is ready-made and nothing else; other networks are compiled.</summary>
public class ColdStartTests
{
    [Fact]
    public void FirstAnswer_ReadsNoTable_AndTakesLittleMemory()
    {
        ColdStart first = ColdStart.Run();
        Assert.Equal(ColdStart.Ask().Answer, first.Answer);
        Assert.False(first.KnowledgeIsRead);
        Assert.True(first.KnowledgeIsReadLater);
        Assert.InRange(first.AllocatedBytes, 500_000, 3_300_000);
    }

    [Fact]
    public void Engine_OfARefittedModel_IsCompiledInTheShippedOrder_AndAnswersForItsOwnParameters()
    {
        BayesianNetwork shipped = SpineModel.Default.Network;
        BayesianNetwork refitted = shipped.WithParameters(RandomNetworks.OtherParameters(shipped, new Random(5)));
        var engine = (ExactEngine)SpineModel.FromNetwork(refitted).Engine;
        Assert.Same(refitted, engine.Network);
        Assert.Equal(
            ((ExactEngine)SpineModel.Default.Engine).EliminationOrder.Select(static v => v.Index), engine.EliminationOrder.Select(static v => v.Index));

        Evidence evidence = Evidence.None(refitted).Observe("left.foot-drop", "present").Observe("setting", "primary-care");
        double[] joint = VariableElimination.Joint(evidence, refitted["cause"]);
        Posteriors posteriors = engine.Query(evidence);
        Assert.Equal(Math.Log(joint.Sum()), posteriors.LogEvidence, 1e-10);
        Assert.All(Enumerable.Range(0, joint.Length), s => Assert.Equal(joint[s] / joint.Sum(), posteriors["cause"][s], 1e-12));
    }

    [Fact]
    public void Load_OfTheSavedModel_AnswersAsTheShippedOne()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        try
        {
            NetworkFiles.Write(SpineModel.Default.Network, path);
            SpineModel loaded = SpineModel.Load(path);
            Assert.Equal(SpineModel.Default.Hash, loaded.Hash);
            Finding finding = Findings.FootDrop;
            Assert.Equal(
                SpineModel.Default.Patient(50).Present(finding).Diagnose().Cause.Select(static o => o.Probability),
                loaded.Patient(50).Present(finding).Diagnose().Cause.Select(static o => o.Probability));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void WarmUp_OfAModel_HasMadeWhatIntervalsNeed_WhereTheyWillBeTold(bool withIntervals)
    {
        SpineModel model = SpineModel.FromNetwork(SpineModel.Default.Network.WithParameters(SpineModel.Default.Network.Parameters));
        model.WarmUp(withIntervals);

        // What was made is given; what was not is made now.
        long before = GC.GetAllocatedBytesForCurrentThread();
        ModelUncertainty.For(model);
        Assert.Equal(withIntervals, GC.GetAllocatedBytesForCurrentThread() - before < 10_000);
    }

    [Fact]
    public void WarmUp_Cancelled_LeavesAModelThatAnswers()
    {
        SpineModel model = SpineModel.FromNetwork(SpineModel.Default.Network.WithParameters(SpineModel.Default.Network.Parameters));
        Assert.Throws<OperationCanceledException>(() => model.WarmUp(cancellationToken: new CancellationToken(canceled: true)));
        Assert.Equal(
            SpineModel.Default.Patient(50).Diagnose().Cause.Select(static o => o.Probability), model.Patient(50).Diagnose().Cause.Select(static o => o.Probability));
    }

    [Fact]
    public void LoadOrCompile_OfAnotherStructure_Compiles()
    {
        BayesianNetwork network = RandomNetworks.Create(77);
        ExactEngine engine = ShippedTape.LoadOrCompile(network);
        Evidence none = Evidence.None(network);
        Assert.False(ShippedTape.Fits(network));
        Assert.Equal(ExactEngine.Compile(network).Query(none).LogEvidence, engine.Query(none).LogEvidence, 1e-12);
    }
}
