using System.Globalization;
using System.Text.Json;
using SpineInference.Anatomy;
using SpineInference.Engine.Networks;
using SpineInference.Learning;

namespace SpineInference.Tool;

/// <summary>Writes the rows of a cohort of the library's model as patients that <c>spine diagnose</c> reads, one a line.</summary>
/// <remarks>Findings and context alone: what cannot be stated of a patient has no place in the form. Each is literal, so that a diagnosis takes nothing
/// besides. An age is the middle of its band.</remarks>
internal sealed class PatientLines
{
    private const int YearsAboveLast = 5;

    private readonly Variable[] _ofPatient;
    private readonly Dictionary<string, Variable[]> _ofLeg;
    private readonly BayesianNetwork _network;

    /// <summary>Finds what of a network can be stated.</summary>
    /// <exception cref="CliException">It is no version of the library's model.</exception>
    public PatientLines(BayesianNetwork network)
    {
        _network = network;
        string[] ids = [.. SpineModel.Default.DescribedFindings.Select(static f => f.Id)];
        _ofPatient = Known(ids);
        _ofLeg = Legs.All.ToDictionary(static l => l.Id, l => Known(ids.Select(id => $"{l.Id}.{id}")));
        if (SpineModel.EvidenceOf(network).IsEverything || _ofPatient.Length == 0)
        {
            throw new CliException($"--format jsonl: the network '{network.Name}' is not this library's model, whose patients alone are written so. Leave the option out for CSV.");
        }

        Variable[] Known(IEnumerable<string> names) => [.. names.Select(n => network.TryGetVariable(n, out Variable? v) ? v : null).OfType<Variable>()];
    }

    /// <summary>Writes the rows of a block.</summary>
    /// <param name="block">The rows.</param>
    /// <param name="first">The number of the first, which is its id.</param>
    /// <param name="stream">Receives a line each.</param>
    public void Write(Cohort block, long first, Stream stream)
    {
        for (int row = 0; row < block.Count; row++)
        {
            using (var writer = new Utf8JsonWriter(stream))
            {
                Write(writer, block, row, (first + row).ToString(CultureInfo.InvariantCulture));
            }

            stream.WriteByte((byte)'\n');
        }
    }

    private void Write(Utf8JsonWriter writer, Cohort block, int row, string id)
    {
        writer.WriteStartObject();
        writer.WriteString("id", id);
        if (StateOf("age-band") is { } band)
        {
            writer.WriteNumber("age", Middle(band));
        }

        foreach ((string variable, string field) in ((string, string)[])[("sex", "sex"), ("setting", "setting"), ("complaint", "complaint"), ("complaint-side", "complaintSide")])
        {
            if (StateOf(variable) is { } state)
            {
                writer.WriteString(field, state);
            }
        }

        writer.WriteBoolean("literal", true);
        foreach ((string leg, Variable[] variables) in _ofLeg)
        {
            writer.WriteStartObject(leg);
            WriteLists(writer, block, row, variables, leg.Length + 1);
            writer.WriteEndObject();
        }

        WriteLists(writer, block, row, _ofPatient, 0);
        writer.WriteStartObject("values");
        foreach (Variable variable in _ofPatient.Concat(_ofLeg.SelectMany(static l => l.Value)).Where(static v => !IsTwo(v)))
        {
            if (block.StateOf(variable, row) is >= 0 and var state)
            {
                writer.WriteString(variable.Name, variable.States[state]);
            }
        }

        writer.WriteEndObject();
        writer.WriteEndObject();

        string? StateOf(string name) =>
            _network.TryGetVariable(name, out Variable? variable) && block.StateOf(variable, row) is >= 0 and var state ? variable.States[state] : null;
    }

    private static void WriteLists(Utf8JsonWriter writer, Cohort block, int row, Variable[] variables, int prefix)
    {
        foreach (string list in (string[])["present", "absent"])
        {
            writer.WriteStartArray(list);
            foreach (Variable variable in variables.Where(IsTwo))
            {
                if (block.StateOf(variable, row) is >= 0 and var state && variable.States[state] == list)
                {
                    writer.WriteStringValue(variable.Name.AsSpan(prefix));
                }
            }

            writer.WriteEndArray();
        }
    }

    private static bool IsTwo(Variable variable) => variable.States is ["absent", "present"];

    // A band is 18-29 or 80+; an age at its middle belongs to it alone.
    private static int Middle(string band)
    {
        int[] ends = [.. band.TrimEnd('+').Split('-').Select(static e => int.Parse(e, NumberStyles.None, CultureInfo.InvariantCulture))];
        return ends is [var from, var to] ? (from + to + 1) / 2 : ends[0] + YearsAboveLast;
    }
}
