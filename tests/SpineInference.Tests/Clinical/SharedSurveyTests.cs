using System.Diagnostics.CodeAnalysis;
using System.Text;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;
using SpineInference.Tests.Prototypes;

namespace SpineInference.Tests.Clinical;

public sealed class SharedSurveyTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public void ProposeFindings_EveryPrototype_RanksAsOneQueryAfterTheOther()
    {
        SpineModel model = SpineModel.Default;
        SpineModel slow = model.With(new OneByOne((ExactEngine)model.Engine));
        int compared = 0;
        int swapped = 0;
        foreach (PrototypeCase prototype in PrototypeCase.All)
        {
            NextFindings expected = Read(slow, prototype).ProposeFindings(40);

            foreach (bool isForMany in new[] { false, true })
            {
                NextFindings actual = Read(model, prototype).ProposeFindings(40, new NextFindingsOptions { IsForMany = isForMany });
                Assert.Equal(expected.Stop, actual.Stop);
                Assert.Equal(expected.EntropyBits, actual.EntropyBits, 1e-12);
                Assert.Equal(expected.Findings.Length, actual.Findings.Length);
                for (int i = 0; i < expected.Findings.Length; i++)
                {
                    NextFinding e = expected.Findings[i];
                    NextFinding here = actual.Findings[i];
                    Assert.Equal(e.Bits / e.Cost, here.Bits / here.Cost, 1e-12);

                    // Of the two legs, where they are alike, rounding decides which comes first; all else is in its place.
                    Assert.Equal(e.Id, here.Id);
                    if (e.Leg != here.Leg)
                    {
                        swapped++;
                        continue;
                    }

                    compared++;
                    foreach ((FindingOutcome x, FindingOutcome y) in e.Outcomes.Zip(here.Outcomes))
                    {
                        Assert.Equal(x.Probability, y.Probability, 1e-12);
                        AssertClose(x.Cause!, y.Cause!);
                    }
                }
            }
        }

        Assert.InRange(compared, 1000, int.MaxValue);
        Assert.InRange(swapped, 0, compared / 20);
    }

    private static Diagnosis Read(SpineModel model, PrototypeCase prototype) => PatientJson.Read(model, Encoding.UTF8.GetBytes(prototype.Note), prototype.Id).Patient.Diagnose();

    private static void AssertClose(Distribution<Cause> expected, Distribution<Cause> actual)
    {
        foreach (Cause cause in Causes.All)
        {
            Assert.Equal(expected[cause], actual[cause], 1e-12);
        }
    }

    // An engine that is not the built-in one: nothing is asked of it but one query after the other.
    private sealed class OneByOne(ExactEngine engine) : IInferenceEngine
    {
        public BayesianNetwork Network => engine.Network;

        public Posteriors Query(Evidence evidence) => engine.Query(evidence);

        public bool TryQuery(Evidence evidence, [NotNullWhen(true)] out Posteriors? posteriors) => engine.TryQuery(evidence, out posteriors);
    }
}
