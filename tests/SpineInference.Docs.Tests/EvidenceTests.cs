using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using SpineInference.Engine.Networks;

namespace SpineInference.Docs.Tests;

/// <summary>The published rates of docs/evidence are well formed, possible, about variables the network has, and of no study kept for validation.</summary>
public sealed partial class EvidenceTests
{
    private static readonly string[] Proportions = ["rate", "sensitivity", "specificity", "predictive value", "area under the curve"];

    private static readonly string[] Ratios = ["odds ratio", "likelihood ratio positive", "likelihood ratio negative", "prevalence ratio"];

    private static ImmutableDictionary<string, Variable> Variables { get; } =
        SpineModel.Default.Network.Variables.ToImmutableDictionary(static v => v.Name, StringComparer.Ordinal);

    [Fact]
    public void Columns_AreThoseOfThePage()
    {
        Assert.Equal(EvidenceTable.Columns, File.ReadLines(EvidenceTable.PathOfRates).First().Split(','));
        string page = Page.At("docs/evidence/README.md").Text;
        Assert.All(EvidenceTable.Columns, column => Assert.Contains($"`{column}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Rates_OfTheFile_HaveNoFault()
    {
        string[] faults = [.. EvidenceTable.Rates.SelectMany(static r => Faults(r).Select(fault => $"{r["id"]}: {fault}"))];
        Assert.True(faults.Length == 0, string.Join('\n', faults));
        Assert.Equal(Enumerable.Range(1, EvidenceTable.Rates.Length).Select(static i => $"S{i:000}"), EvidenceTable.Rates.Select(static r => r["id"]));
    }

    [Fact]
    public void Counts_OfThePage_AreThoseOfTheFile()
    {
        int studies = EvidenceTable.Rates.Select(static r => r["study"]).Distinct(StringComparer.Ordinal).Count();
        Assert.Contains($"{EvidenceTable.Rates.Length} rates from {studies} studies", Page.At("docs/evidence/README.md").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Study_GivenTwice_IsDescribedAlike()
    {
        foreach (var rates in EvidenceTable.Rates.GroupBy(static r => r["study"], StringComparer.Ordinal))
        {
            Assert.Single(rates.Select(static r => (r["citation"], r["population"], r["setting"], r["study_n"], r["design"], r["reference_standard"])).Distinct());
        }
    }

    [Fact]
    public void EveryRate_TeachesOrSaysWhyNot()
    {
        ImmutableDictionary<string, string>[] taught = Read("src", "SpineInference", "Tables", "Studies", "second-round.csv");
        ImmutableDictionary<string, string>[] not = Read("docs", "evidence", "not-taught.csv");
        Assert.All(not, static r => Assert.NotEmpty(r["reason"]));
        Assert.Equal(EvidenceTable.Rates.Select(static r => r["id"]).Order(StringComparer.Ordinal), taught.Concat(not).Select(static r => r["id"]).Order(StringComparer.Ordinal));
        ILookup<string, ImmutableDictionary<string, string>> rates = EvidenceTable.Rates.ToLookup(static r => r["id"]);
        Assert.All(taught, r => Assert.Equal(rates[r["id"]].Single()["citation"], r["citation"]));
        Assert.All(taught, static r => Assert.Contains("read: ", r["design"], StringComparison.Ordinal));

        static ImmutableDictionary<string, string>[] Read(params string[] path) => [.. EvidenceTable.Read(File.ReadAllText(Path.Combine([Repository.Root!, .. path])))];
    }

    [Fact]
    public void EveryRateThatDoesNotGrade_TeachesAndSaysWhyNot()
    {
        ImmutableDictionary<string, string>[] not = [.. EvidenceTable.Read(File.ReadAllText(Path.Combine([Repository.Root!, "docs", "evidence", "not-grading.csv"])))];
        ImmutableDictionary<string, string>[] taught = [.. EvidenceTable.Read(File.ReadAllText(Path.Combine([Repository.Root!, "src", "SpineInference", "Tables", "Studies", "second-round.csv"])))];
        Assert.NotEmpty(not);
        Assert.All(not, static r => Assert.NotEmpty(r["reason"]));
        Assert.Equal(not.Select(static r => r["id"]).Distinct().Order(StringComparer.Ordinal), not.Select(static r => r["id"]));
        Assert.Empty(not.Select(static r => r["id"]).Except(taught.Select(static r => r["id"])));
    }

    [Theory]
    [InlineData("value", "1.2")]
    [InlineData("k", "12")]
    [InlineData("n", "9")]
    [InlineData("low", "0.6")]
    [InlineData("high", "0.4")]
    [InlineData("event", "")]
    [InlineData("measure", "risk")]
    [InlineData("date_read", "27.11.2026")]
    [InlineData("network_event", "left.foot-dorp = present")]
    [InlineData("network_event", "left.foot-drop = gone")]
    [InlineData("network_given", "any of mri-prolapsed.* = present")]
    [InlineData("citation", "Vroomen PCAJ, de Krom MCTFM. Title. J 1999")]
    public void Faults_OfAChangedRate_AreTold(string column, string value)
    {
        ImmutableDictionary<string, string> sound = EvidenceTable.Columns.ToImmutableDictionary(static c => c, static _ => "x").SetItems(new Dictionary<string, string>
        {
            ["measure"] = "rate",
            ["k"] = "5",
            ["n"] = "10",
            ["value"] = "0.5",
            ["low"] = "0.24",
            ["high"] = "0.76",
            ["date_read"] = "2026-11-27",
            ["network_event"] = "left.foot-drop = present",
            ["network_given"] = "any of mri-prolapse.* = present; cause = prolapsed-disc or central",
        });
        Assert.Empty(Faults(sound));
        Assert.NotEmpty(Faults(sound.SetItem(column, value)));
    }

    [Theory]
    [InlineData("a,b\n1,\"2\n")]
    [InlineData("a,b\n1\n")]
    [InlineData("a,b\n1,2\"3\n")]
    [InlineData("a,b\n1,\"2\"3\n")]
    public void Read_OfFaultyText_Throws(string text) => Assert.Throws<InvalidDataException>(() => EvidenceTable.Read(text));

    [Fact]
    public void Read_OfQuotedText_IsExact() => Assert.Equal("1, \"two\"\nlines", EvidenceTable.Read("a,b\n\"1, \"\"two\"\"\nlines\",\n").Single()["a"]);

    private static IEnumerable<string> Faults(ImmutableDictionary<string, string> rate)
    {
        foreach (string column in (string[])["id", "topic", "study", "citation", "address", "read", "event", "condition", "measure", "value", "interval"])
        {
            if (rate[column].Length == 0)
            {
                yield return $"{column} is empty.";
            }
        }

        if (!DateOnly.TryParseExact(rate["date_read"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            yield return $"date_read is \"{rate["date_read"]}\", not year-month-day.";
        }

        foreach (string fault in FaultsOfNumbers(rate).Concat(FaultsOfNames(rate["network_event"])).Concat(FaultsOfNames(rate["network_given"])))
        {
            yield return fault;
        }

        if (ReservedStudies.Holds(rate["citation"], rate["study"]))
        {
            yield return $"{rate["study"]} is kept for validation.";
        }
    }

    private static IEnumerable<string> FaultsOfNumbers(ImmutableDictionary<string, string> rate)
    {
        double Number(string column) => double.Parse(rate[column], CultureInfo.InvariantCulture);
        bool isProportion = Proportions.Contains(rate["measure"]);
        if (!isProportion && !Ratios.Contains(rate["measure"]))
        {
            yield return $"measure is \"{rate["measure"]}\", which is none of {string.Join(", ", Proportions.Concat(Ratios))}.";
        }

        if (Number("value") < 0 || (isProportion && Number("value") > 1))
        {
            yield return $"value is {rate["value"]}.";
        }

        if (rate["k"].Length > 0 && (Number("k") > Number("n") || Math.Abs((Number("k") / Number("n")) - Number("value")) > 0.012))
        {
            yield return $"{rate["k"]} of {rate["n"]} is not {rate["value"]}.";
        }

        if (rate["low"].Length > 0 && (Number("low") > Number("value") + 5e-4 || Number("high") < Number("value") - 5e-4))
        {
            yield return $"the interval {rate["low"]} to {rate["high"]} does not hold {rate["value"]}.";
        }
    }

    // NAME = STATE, or states joined by "or"; several joined by "; "; "any of" before a name with * for all levels.
    private static IEnumerable<string> FaultsOfNames(string text)
    {
        foreach (string part in text.Split("; ", StringSplitOptions.RemoveEmptyEntries))
        {
            if (Statement().Match(part) is not { Success: true } match)
            {
                yield return $"\"{part}\" is no statement about a variable.";
                continue;
            }

            string name = match.Groups["name"].Value;
            Variable? variable = name.EndsWith(".*", StringComparison.Ordinal)
                ? Variables.Values.FirstOrDefault(v => v.Name.StartsWith(name[..^1], StringComparison.Ordinal))
                : Variables.GetValueOrDefault(name);
            string[] unknown = [.. match.Groups["states"].Value.Split(" or ").Where(s => variable?.States.Contains(s) is not true)];
            if (unknown.Length > 0)
            {
                yield return $"the network has no {name} = {string.Join(" or ", unknown)}.";
            }
        }
    }

    [GeneratedRegex("^(any of )?(?<name>[A-Za-z0-9.*-]+) = (?<states>[A-Za-z0-9/+-]+( or [A-Za-z0-9/+-]+)*)$")]
    private static partial Regex Statement();
}
