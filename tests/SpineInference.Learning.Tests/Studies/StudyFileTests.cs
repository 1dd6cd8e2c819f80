using SpineInference.Learning;

namespace SpineInference.Tests.Learning.Studies;

public sealed class StudyFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("studies");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Read_CsvOfCountsIntervalsAndRatios_GivesTheRates()
    {
        string path = Write("a.csv", """
            study,citation,id,kind,measure,event,given,against,k,n,value,low,high,level,source
            smith-2001,"Smith J, 2001",s1,sign,sensitivity,sign = present,cause = first or second,,12,40,,,,,R1 R2
            smith-2001,"Smith J, 2001",s2,sign,specificity,sign = present,cause = none,,36,40,,,,,
            jones-2010,Jones 2010,j1,,odds ratio,sign = present,test = present,test = absent,,,2.4,1.4,4.1,,
            jones-2010,Jones 2010,j2,,rate,sign = present,,,,,0.3,0.2,0.42,0.9,
            """);

        Study[] studies = [.. StudyFile.Read(path)];

        Assert.Equal(["smith-2001", "jones-2010"], studies.Select(static s => s.Key));
        Assert.Equal<string>(["R1", "R2"], studies[0].References);
        Assert.Equal(Math.Log(12.5 / 28.5), studies[0].Rates[0].Estimate, 1e-12);
        Assert.Equal<string>(["first", "second"], studies[0].Rates[0].Given["cause"]);

        // 36 of 40 without the sign: 4 have it.
        Assert.Equal(Math.Log(4.5 / 36.5), studies[0].Rates[1].Estimate, 1e-12);
        Assert.Equal(RateMeasure.OddsRatio, studies[1].Rates[0].Measure);
        Assert.Equal((Math.Log(0.42 / 0.58) - Math.Log(0.2 / 0.8)) / (2 * 1.6448536), studies[1].Rates[1].StandardError, 1e-6);
    }

    [Fact]
    public void Read_JsonOfTheSame_GivesTheSame()
    {
        string csv = Write("a.csv", "study,id,event,given,k,n\na-2001,a1,sign = present,cause = first,3,10\n");
        string json = Write("a.json", """{"rates": [{"study": "a-2001", "id": "a1", "event": "sign = present", "given": "cause = first", "k": 3, "n": 10}]}""");

        Assert.Equal(new StudySet(StudyFile.Read(csv)).ToString(), new StudySet(StudyFile.Read(csv).Concat(StudyFile.Read(json))).ToString());
    }

    [Fact]
    public void Read_ManyFaults_NamesThemAllWithTheirRows()
    {
        string path = Write("bad.csv", """
            study,id,event,given,measure,k,n,value,low,high,colour
            a,a1,sign present,,rate,3,10,,,,
            a,a2,sign = present,,rate,12,10,,,,
            a,a3,sign = present,,hazard ratio,,,2,1,3,
            a,a4,sign = present,,odds ratio,,,2,1,3,
            a,a5,sign = present,cause = x; cause = y,rate,,,much,0.1,0.2,
            ,a6,sign = present,,rate,1,2,,,,
            a,a7,sign = present,,rate,1,2,,,,
            a,a7,sign = present,,rate,1,2,,,,
            """);

        CohortFormatException fault = Assert.Throws<CohortFormatException>(() => StudyFile.Read(path));

        Assert.Contains(fault.Faults, static f => f.Row == 0 && f.Field == "colour");
        foreach ((int row, string column) in new[] { (1, "event"), (2, "k"), (3, "measure"), (4, "against"), (5, "given"), (5, "value"), (6, "study"), (8, "id") })
        {
            Assert.Contains(fault.Faults, f => f.Row == row && f.Field == column);
        }
    }

    [Fact]
    public void Read_JsonFaults_NameTheirLines()
    {
        string path = Write("bad.json", "{\"rates\": [\n {\"study\": \"a\", \"id\": \"a1\", \"event\": \"s = p\", \"k\": 1, \"n\": 2, \"colour\": 3},\n {\"study\": \"a\", \"id\": \"a2\", \"event\": \"s = p\", \"k\": [1], \"n\": 2}\n], \"more\": 1}");

        CohortFormatException fault = Assert.Throws<CohortFormatException>(() => StudyFile.Read(path));

        Assert.Contains(fault.Faults, static f => f.Row == 2 && f.Field == "colour");
        Assert.Contains(fault.Faults, static f => f.Row == 3 && f.Field == "k");
        Assert.Contains(fault.Faults, static f => f.Field == "more");
    }

    [Theory]
    [InlineData("a.json", "[")]
    [InlineData("a.json", "{}")]
    [InlineData("a.csv", "study,id,event,k,n\n")]
    public void Read_NothingInIt_SaysSo(string name, string text) => Assert.Throws<CohortFormatException>(() => StudyFile.Read(Write(name, text)));

    [Fact]
    public void Write_WhatWasParsed_IsTheSame()
    {
        const string Text = "a = x or y; b = z";
        Assert.Equal(Text, StudyStates.Write(StudyStates.Parse(Text)));
        Assert.Empty(StudyStates.Parse(" "));
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
