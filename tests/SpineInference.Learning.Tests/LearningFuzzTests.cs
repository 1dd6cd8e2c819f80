using System.Text;
using System.Text.Json.Nodes;
using SpineInference.Engine.Formats;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning.Tests;

/// <summary>The files of learning (column map, CSV cohort, model with measurements, checkpoint) are read, or refused as documented.</summary>
public sealed class LearningFuzzTests : IDisposable
{
    private const int Seed = 20_261_126;

    private static readonly BayesianNetwork Network = LearningNetworks.Clinic();
    private static readonly int Count = Fuzz.Count(2_500);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Parse_ChangedColumnMap_GivesAMapOrACohortFormatException() => Fuzz.Run(
        ["""
         {
           "format": "spineinference-column-map", "version": 1,
           "weight": "n", "missing": ["", "NA"], "ignore": ["id"],
           "columns": {
             "Cause": { "variable": "cause", "values": { "D": "disc", "S": "stenosis" }, "missing": ["?"] },
             "Angle": { "measurement": "angle", "factor": 0.5 }
           }
         }
         """u8.ToArray()],
        Seed,
        Count,
        static input => Assert.NotNull(CohortReader.Stream(Network, ColumnMap.Parse(Encoding.UTF8.GetString(input)), ["Cause", "Angle"], static () => [])),
        IsCohortRefusal);

    [Fact]
    public void ReadCsv_ChangedFile_GivesACohortOrACohortFormatException()
    {
        string path = _folder.File("cohort.csv");
        Fuzz.Run(
            ["risk,cause,weak,count\nyes,disc,present,2\nno,,absent,1\n\"no\",\"stenosis\",,1.5\n"u8.ToArray(), "pain,walk\r\npresent,absent\r\n,present\r\n"u8.ToArray()],
            Seed,
            Count,
            input =>
            {
                File.WriteAllBytes(path, input);
                Assert.True(CohortReader.ReadCsv(Network, path).TotalWeight >= 0);
            },
            IsCohortRefusal);
    }

    [Fact]
    public void Load_ModelWithChangedMeasurements_GivesAModelOrANetworkFormatException()
    {
        string path = _folder.File("model.json");
        Fitted().Save(path);
        JsonNode file = JsonNode.Parse(File.ReadAllText(path))!;
        byte[] measurements = Encoding.UTF8.GetBytes(file["provenance"]![FittedModel.MeasurementsKey]!.GetValue<string>());
        Fuzz.Run(
            [measurements],
            Seed,
            Count,
            input =>
            {
                file["provenance"]![FittedModel.MeasurementsKey] = Encoding.UTF8.GetString(input);
                File.WriteAllText(path, file.ToJsonString());
                MeasurementModel model = FittedModel.Load(path).Measurements!;
                Assert.Equal(model.Measurements.Length, model.Parameters.Length);
            },
            static exception => exception is NetworkFormatException refusal && Fuzz.ArePlaced(refusal.Faults));
    }

    [Fact]
    public void ReadAndResume_ChangedCheckpoint_GoOnOrRefuseItAsDocumented()
    {
        string path = _folder.File("checkpoint.json");
        Cohort cohort = Simulator.Draw(Network, 20, seed: 3, new SimulationOptions { MissingRate = 0.3 });
        var options = new FitOptions { MaxIterations = 3, Tolerance = 0, CorrectSampleSizes = false };
        Fit.Run(Network, cohort, options with { CheckpointPath = path, CheckpointInterval = 2 });
        byte[] checkpoint = File.ReadAllBytes(path);
        Fuzz.Run(
            [checkpoint],
            Seed,
            Fuzz.Count(1_000),
            input =>
            {
                File.WriteAllBytes(path, input);
                FitResult result = Fit.Run(Network, cohort, options with { Resume = FitCheckpoint.Read(path) });
                Assert.Equal(Network.Variables.Length, result.Network.Variables.Length);
            },
            static exception => exception is ArgumentException || IsCohortRefusal(exception));
    }

    private static FitResult Fitted()
    {
        var builder = new CohortBuilder(Network, "angle", "tilt");
        var random = new Random(2);
        for (int i = 0; i < 40; i++)
        {
            builder.Add([KeyValuePair.Create(Network["cause"], i % 3)], 1, [random.NextDouble(), random.NextDouble()]);
        }

        return Fit.Run(Network, builder.Build(), new FitOptions { Measurements = [new Measurement("angle", "cause"), new Measurement("tilt", "cause", "angle")] });
    }

    private static bool IsCohortRefusal(Exception exception) => exception is CohortFormatException { Faults: { Length: > 0 } faults } refusal
        && refusal.FaultCount >= faults.Length && faults.All(static f => f.Row >= 0 && f.Message.Length > 0);
}
