using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SpineInference.Tool;

/// <summary>A patient told on the command line, in place of a file.</summary>
/// <remarks>The options are written in the form of a file and read as one, so that they mean the same and have the same faults; each line holds one option,
/// by which a fault is told.</remarks>
internal sealed class PatientSwitches
{
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private readonly Option<string?> _age = Context("--age", "Age in years, from 18.");
    private readonly Option<string?> _sex = Context("--sex", "male or female.");
    private readonly Option<string?> _setting = Context("--setting", "primary-care or spine-clinic.");
    private readonly Option<string?> _complaint = Context("--complaint", "What the patient comes for.");
    private readonly Option<string?> _side = Context("--side", "On which side that is: left, right or both.");
    private readonly Option<string[]> _left = Findings("--left", "Findings that are there in the left leg.");
    private readonly Option<string[]> _right = Findings("--right", "Findings that are there in the right leg.");
    private readonly Option<string[]> _present = Findings("--present", "Findings that are there: of the patient, or of a leg as left.foot-drop.");
    private readonly Option<string[]> _absent = Findings("--absent", "Findings that were looked for and are not there, as left.foot-drop or fever.");
    private readonly Option<string[]> _value = Findings("--value", "Graded findings and numbers, as left.achilles-reflex=reduced.");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in Options)
        {
            command.Add(option);
        }
    }

    /// <summary>What whoever writes blanks between findings is told.</summary>
    public const string Commas = "Between several findings stand commas: --left foot-drop,pain.lateral-calf.";

    /// <summary>Whether the patient is told by options, in place of a file.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="path">The file, or <see langword="null"/>.</param>
    /// <exception cref="CliException">Both are given, or neither.</exception>
    public bool Instead(ParseResult parsed, string? path)
    {
        string[] given = [.. Options.Where(o => parsed.GetResult(o) is not null).Select(static o => o.Name)];
        return (path, given) switch
        {
            (null, []) => throw new CliException("No patient is given. Give a file, '-' for standard input, or options such as --age 54 --left foot-drop; 'spine ask' asks for what is known."),
            ({ }, [_, ..]) => throw new CliException($"The patient is given twice: as '{path}', and by {string.Join(", ", given)}. Give the one or the other.{(File.Exists(path) ? "" : $" {Commas}")}"),
            _ => path is null,
        };
    }

    /// <summary>Reads the patient.</summary>
    /// <exception cref="CliException">Something is wrong; all faults, each with its option.</exception>
    public PatientRecord Read(SpineModel model, ParseResult parsed)
    {
        var faults = new List<string>();
        List<(string Option, string Json)> lines = Write(parsed, faults);
        string document = string.Join('\n', lines.Select(static l => l.Json));
        try
        {
            PatientRecord record = PatientJson.Read(model, Encoding.UTF8.GetBytes(document), "command line");
            return faults.Count == 0 ? record : throw new CliException(string.Join(Environment.NewLine, faults));
        }
        catch (PatientFormatException fault)
        {
            throw new CliException(string.Join(Environment.NewLine, faults.Concat(fault.Faults.Select(f =>
                f.Line <= lines.Count && lines[f.Line - 1].Option is { Length: > 0 } option ? $"{option}: {f.Message}" : f.Message))));
        }
    }

    private Option[] Options => [_age, _sex, _setting, _complaint, _side, _left, _right, _present, _absent, _value];

    // One line a statement: the number of a line leads back to its option.
    private List<(string Option, string Json)> Write(ParseResult parsed, List<string> faults)
    {
        List<(string Option, string Json)> lines = [("", "{")];
        if (parsed.GetValue(_age) is { } age)
        {
            bool isNumber = double.TryParse(age, NumberStyles.Float, CultureInfo.InvariantCulture, out double years) && double.IsFinite(years);
            Add($"--age {age}", $"\"age\": {(isNumber ? years.ToString("R", CultureInfo.InvariantCulture) : Text(age))},");
        }

        foreach ((Option<string?> option, string field) in ((Option<string?>, string)[])[(_sex, "sex"), (_setting, "setting"), (_complaint, "complaint"), (_side, "complaintSide")])
        {
            if (parsed.GetValue(option) is { } text)
            {
                Add($"{option.Name} {text}", $"\"{field}\": {Text(text)},");
            }
        }

        foreach ((Option<string[]> option, string leg) in ((Option<string[]>, string)[])[(_left, "left"), (_right, "right")])
        {
            lines.Add(("", $"\"{leg}\": {{\"present\": ["));
            AddList(option);
            lines.Add(("", "]},"));
        }

        foreach ((Option<string[]> option, string field) in ((Option<string[]>, string)[])[(_present, "present"), (_absent, "absent")])
        {
            lines.Add(("", $"\"{field}\": ["));
            AddList(option);
            lines.Add(("", "],"));
        }

        lines.Add(("", "\"values\": {"));
        string[] values = Split(parsed, _value);
        for (int i = 0; i < values.Length; i++)
        {
            int equals = values[i].IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                faults.Add($"--value {values[i]}: expected a finding and its value, as left.achilles-reflex=reduced.");
                continue;
            }

            string value = values[i][(equals + 1)..];
            bool isNumber = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number);
            bool isLast = !values.Skip(i + 1).Any(static v => v.IndexOf('=', StringComparison.Ordinal) > 0);
            Add($"--value {values[i]}", $"{Text(values[i][..equals])}: {(isNumber ? number.ToString("R", CultureInfo.InvariantCulture) : Text(value))}{(isLast ? "" : ",")}");
        }

        lines.Add(("", "}}"));
        return lines;

        void Add(string option, string json) => lines.Add((option, json));

        void AddList(Option<string[]> option)
        {
            string[] ids = Split(parsed, option);
            for (int i = 0; i < ids.Length; i++)
            {
                Add($"{option.Name} {ids[i]}", $"{Text(ids[i])}{(i + 1 < ids.Length ? "," : "")}");
            }
        }
    }

    // Given more than once, or several with commas between them.
    private static string[] Split(ParseResult parsed, Option<string[]> option) =>
        [.. (parsed.GetValue(option) ?? []).SelectMany(static t => t.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    private static string Text(string text) => $"\"{JsonEncodedText.Encode(text, Encoder)}\"";

    private static Option<string?> Context(string name, string description) => new(name) { Description = description };

    private static Option<string[]> Findings(string name, string description)
    {
        var option = new Option<string[]>(name) { Description = $"{description} May be repeated; commas stand between several.", HelpName = name == "--value" ? "FINDING=VALUE" : "FINDINGS" };
        option.CompletionSources.Add(static _ => SpineModel.Default.DescribedFindings.Select(static f => new System.CommandLine.Completions.CompletionItem(f.Id)));
        return option;
    }
}
