using SpineInference.Engine.Networks;
using SpineInference.Learning;

namespace FitPriors;

/// <summary>The data set and the networks its measurements can hang on.</summary>
internal static class VertebralColumn
{
    public const string Class = "class";

    /// <summary>Pelvic tilt is pelvic incidence less sacral slope, exactly, and is left out. The order is anatomical: incidence is fixed
    /// in an adult, posture adapts to it, and the slip comes last.</summary>
    public static readonly string[] Measurements =
        ["pelvic_incidence", "sacral_slope", "lumbar_lordosis_angle", "pelvic_radius", "degree_spondylolisthesis"];

    private const string Map = """
        {
          "format": "spineinference-column-map", "version": 1, "ignore": ["pelvic_tilt"],
          "columns": {
            "pelvic_incidence": { "measurement": "pelvic_incidence" },
            "sacral_slope": { "measurement": "sacral_slope" },
            "lumbar_lordosis_angle": { "measurement": "lumbar_lordosis_angle" },
            "pelvic_radius": { "measurement": "pelvic_radius" },
            "degree_spondylolisthesis": { "measurement": "degree_spondylolisthesis" },
            "HEADER": { "variable": "class", "values": { "Hernia": "hernia", "Normal": "normal", "Spondylolisthesis": "slip" } }
          }
        }
        """;

    public static Cohort Read(string path)
    {
        // Copies of the file differ in the last header: 'class' or 'status'.
        string header = File.ReadLines(path).First().Split(',')[^1].Trim();
        return CohortReader.ReadCsv(Network([1, 1, 1]), path, ColumnMap.Parse(Map.Replace("HEADER", header, StringComparison.Ordinal)));
    }

    /// <summary>Class, its sub-types (never observed), whether there is a slip, and a variable of one state for what depends on
    /// nothing.</summary>
    /// <param name="types">How many sub-types each class has.</param>
    public static BayesianNetwork Network(int[] types)
    {
        var builder = new BayesianNetworkBuilder("vertebral column");
        Variable @class = builder.AddVariable(Class, "hernia", "normal", "slip");
        builder.SetTable(@class, [], [1.0 / 3, 1.0 / 3, 1.0 / 3], 3);
        Variable type = builder.AddVariable(
            "type", [.. @class.States.SelectMany((c, i) => Enumerable.Range(1, types[i]).Select(k => $"{c}-{k}"))]);
        var rows = new int[3];
        for (int c = 0; c < 3; c++)
        {
            var probabilities = new double[types.Sum()];
            probabilities.AsSpan(types[..c].Sum(), types[c]).Fill(1.0 / types[c]);
            rows[c] = builder.AddRow($"type/{@class.States[c]}", probabilities, types[c] > 1 ? types[c] : double.PositiveInfinity);
        }

        builder.SetTable(type, [@class], rows);
        Variable slip = builder.AddVariable("slip", "no", "yes");
        builder.SetTable(slip, [@class], [1, 0, 1, 0, 0, 1], double.PositiveInfinity);
        Variable all = builder.AddVariable("anyone", "yes");
        builder.SetTable(all, [], [1], double.PositiveInfinity);
        return builder.Build();
    }
}
