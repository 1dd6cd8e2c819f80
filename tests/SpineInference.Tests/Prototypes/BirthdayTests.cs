namespace SpineInference.Tests.Prototypes;

/// <summary>Nobody's diagnosis changes on a birthday.</summary>
public class BirthdayTests
{
    // The largest step of any posterior from one year of life to the next.
    private const double LargestStep = 0.03;

    public static TheoryData<string> Ids => [.. PrototypeCase.All.Select(static c => c.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Posteriors_FromOneBirthdayToTheNext_MoveLittle(string id)
    {
        PrototypeCase prototype = PrototypeCase.All.Single(c => c.Id == id);
        double[]? before = null;
        for (int age = Patient.MinimumAge; age <= 100; age++)
        {
            double[] now = Posteriors(prototype.At(age).Diagnose());
            for (int i = 0; before is not null && i < now.Length; i++)
            {
                Assert.True(Math.Abs(now[i] - before[i]) <= LargestStep, $"{id} at {age}: posterior {i} moved from {before[i]:0.000} to {now[i]:0.000}.");
            }

            before = now;
        }
    }

    [Fact]
    public void Posteriors_PastSeventy_GoOnChanging()
    {
        Diagnosis At(int age) => SpineModel.Default.Patient(age, Sex.Male, Setting.PrimaryCare, Complaint.Leg).Diagnose();
        Assert.True(At(72).Cause[Cause.ProlapsedDisc] > At(78).Cause[Cause.ProlapsedDisc] + 0.005);
        Assert.True(At(78).Cause[Cause.ProlapsedDisc] > At(85).Cause[Cause.ProlapsedDisc] + 0.005);
    }

    private static double[] Posteriors(Diagnosis diagnosis) =>
    [
        .. diagnosis.Cause.Select(static o => o.Probability), .. diagnosis.RootLevel.Select(static o => o.Probability),
        .. diagnosis.DiscLevel.Select(static o => o.Probability),
    ];
}
