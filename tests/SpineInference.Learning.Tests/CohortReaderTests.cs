using System.Data;
using SpineInference.Engine.Networks;

namespace SpineInference.Learning.Tests;

public sealed class CohortReaderTests
{
    private const string Map = """
        {
          "format": "spineinference-column-map", "version": 1,
          "weight": "n", "missing": ["", "NA"], "ignore": ["remark"],
          "columns": {
            "Cause": { "variable": "cause", "values": { "D": "disc", "S": "stenosis", "-": "none" } },
            "Weakness": { "variable": "weak", "values": { "y": "present", "n": "absent" }, "missing": ["?"] },
            "Angle": { "measurement": "angle", "factor": 0.5 }
          }
        }
        """;

    private static readonly BayesianNetwork Network = LearningNetworks.Clinic();
    private static readonly string[] Headers = ["Cause", "Weakness", "Angle", "n", "remark"];

    [Fact]
    public void Read_UnderAMap_TakesStatesWeightsAndMeasurements()
    {
        Cohort cohort = CohortReader.Read(Network, ColumnMap.Parse(Map), Headers,
            [["D", "y", "10", "2", "x"], [" S ", "?", "NA", "1", "y"], ["", "n", "-3e1", "0.5", "z"], ["D", "y", "1", "0", ""]]);
        Assert.Equal(3, cohort.Count);
        Assert.Equal(3.5, cohort.TotalWeight);
        Assert.Equal([1, 2, Cohort.Unknown], cohort.StatesOf(Network["cause"]).ToArray());
        Assert.Equal([1, Cohort.Unknown, 0], cohort.StatesOf(Network["weak"]).ToArray());
        Assert.Equal([5, double.NaN, -15], cohort.ValuesOf("angle").ToArray());
    }

    [Fact]
    public void Read_FaultyData_ReportsEveryFaultWithRowAndColumn()
    {
        CohortFormatException fault = Assert.Throws<CohortFormatException>(() => CohortReader.Read(Network, ColumnMap.Parse(Map), Headers,
            [["D", "maybe", "10", "2", ""], ["X", "y", "ten", "-1", ""], ["D"]]));
        Assert.Equal(
            [(1, "Weakness"), (2, "Cause"), (2, "Angle"), (2, "n"), (3, "")],
            fault.Faults.Select(static f => ((int)f.Row, f.Field)));
        Assert.Equal(5, fault.FaultCount);
        Assert.Contains("'maybe'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("'n', 'y'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_UnmappedMissingAndUnknownColumns_AreReportedTogether()
    {
        ColumnMap map = ColumnMap.Parse(Map.Replace("\"weak\"", "\"wek\"", StringComparison.Ordinal));
        CohortFormatException fault = Assert.Throws<CohortFormatException>(
            () => CohortReader.Read(Network, map, ["Cause", "Weakness", "Angle", "extra"], []));
        Assert.Equal(["n", "Weakness", "extra"], fault.Faults.Select(static f => f.Field));
        Assert.Contains("not mapped", fault.Message, StringComparison.Ordinal);
        Assert.Contains("'wek'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TwoColumnsOfOneVariable_ContradictOrAgree()
    {
        ColumnMap map = ColumnMap.Parse("""
            { "format": "spineinference-column-map", "version": 1,
              "columns": { "a": { "variable": "weak" }, "b": { "variable": "weak" } } }
            """);
        Cohort cohort = CohortReader.Read(Network, map, ["a", "b"], [["present", ""], ["", "absent"], ["absent", "absent"]]);
        Assert.Equal([1, 0, 0], cohort.StatesOf(Network["weak"]).ToArray());
        CohortFormatException fault = Assert.Throws<CohortFormatException>(
            () => CohortReader.Read(Network, map, ["a", "b"], [["present", "absent"]]));
        Assert.Contains("contradiction", Assert.Single(fault.Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_FaultyMap_ReportsEveryFaultWithItsLine()
    {
        CohortFormatException fault = Assert.Throws<CohortFormatException>(() => ColumnMap.Parse("""
            {
              "format": "something", "version": 2,
              "colour": "red",
              "columns": {
                "a": { "variable": "weak", "measurement": "angle" },
                "b": { "vals": {} }
              }
            }
            """));
        Assert.Equal([1, 1, 3, 5, 6, 6], fault.Faults.Select(static f => f.Line));
    }

    [Fact]
    public void Parse_NoJson_SaysWhere()
    {
        CohortFormatException fault = Assert.Throws<CohortFormatException>(() => ColumnMap.Parse("{\n  \"format\": }"));
        Assert.Equal(2, Assert.Single(fault.Faults).Line);
    }

    [Fact]
    public void ReadCsv_WrittenCohort_ComesBackTheSame()
    {
        Cohort cohort = Simulator.Draw(Network, 50, seed: 1, new SimulationOptions { MissingRate = 0.4, Shown = ["cause", "weak", "reflex"] });
        Cohort patterns = cohort.Aggregate();
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            foreach (Cohort written in new[] { cohort, patterns })
            {
                using (var writer = new StreamWriter(path))
                {
                    CohortCsv.Write(written, writer);
                }

                Assert.Equal(written.Hash, CohortReader.ReadCsv(Network, path).Hash);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void ReadCsv_QuotesCommasAndLineBreaks_AreText()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(path, "weak,\"a \"\"remark\"\", with comma\"\r\npresent,\"one\ntwo\"\r\n\"absent\",x\r\n");
        try
        {
            ColumnMap map = ColumnMap.Parse("""
                { "format": "spineinference-column-map", "version": 1, "ignore": ["a \"remark\", with comma"],
                  "columns": { "weak": { "variable": "weak" } } }
                """);
            Assert.Equal([1, 0], CohortReader.ReadCsv(Network, path, map).StatesOf(Network["weak"]).ToArray());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Read_DataReader_TakesNumbersAndNulls()
    {
        using var table = new DataTable { Locale = System.Globalization.CultureInfo.InvariantCulture };
        table.Columns.Add("Cause", typeof(string));
        table.Columns.Add("Weakness", typeof(string));
        table.Columns.Add("Angle", typeof(double));
        table.Columns.Add("n", typeof(int));
        table.Rows.Add("D", DBNull.Value, 2.5, 3);
        using IDataReader reader = table.CreateDataReader();
        Cohort cohort = CohortReader.Read(Network, ColumnMap.Parse(Map), reader);
        Assert.Equal(3, cohort.TotalWeight);
        Assert.Equal(1.25, cohort.ValuesOf("angle")[0]);
        Assert.True(cohort.StatesOf(Network["weak"]).IsEmpty);
    }

    [Fact]
    public async Task ReadAsync_Rows_AreTheSameAsInMemory()
    {
        string?[][] rows = [["D", "y", "10", "2", "x"], ["S", null, "NA", "1", "y"]];
        Cohort cohort = await CohortReader.ReadAsync(Network, ColumnMap.Parse(Map), Headers, Stream(rows));
        Assert.Equal(CohortReader.Read(Network, ColumnMap.Parse(Map), Headers, rows).Hash, cohort.Hash);

        static async IAsyncEnumerable<IReadOnlyList<string?>> Stream(string?[][] rows)
        {
            foreach (string?[] row in rows)
            {
                await Task.Yield();
                yield return row;
            }
        }
    }

    [Fact]
    public void Aggregate_Map_WritesSqlThatPassesUnknownValuesOn()
    {
        ColumnMap map = ColumnMap.Parse("""
            { "format": "spineinference-column-map", "version": 1, "missing": ["", "it's"],
              "columns": { "We\"ak": { "variable": "weak", "values": { "y": "present" } } } }
            """);
        Assert.Equal(
            """
            SELECT "weak", COUNT(*) AS "weight"
            FROM (
              SELECT
                CASE WHEN "We""ak" IS NULL OR TRIM(CAST("We""ak" AS VARCHAR)) IN ('', 'it''s') THEN NULL WHEN TRIM(CAST("We""ak" AS VARCHAR)) = 'y' THEN 'present' ELSE TRIM(CAST("We""ak" AS VARCHAR)) END AS "weak",
                1 AS "weight"
              FROM clinic.patients
            ) AS patients
            GROUP BY "weak"

            """.ReplaceLineEndings("\n"),
            CohortSql.Aggregate(map, "clinic.patients"));
    }

    [Fact]
    public void Add_SoftEvidence_IsKeptAsLikelihoods()
    {
        var builder = new CohortBuilder(Network);
        builder.Add(SpineInference.Engine.Inference.Evidence.None(Network).Observe("weak", "present"));
        builder.Add(SpineInference.Engine.Inference.Evidence.None(Network).ObserveLikelihood(Network["weak"], [0.2, 0.4]));
        builder.Add([]);
        Assert.Equal([0, 0.2, 1, 1, 0.4, 1], builder.Build().LikelihoodsOf(Network["weak"]).ToArray());
    }
}
