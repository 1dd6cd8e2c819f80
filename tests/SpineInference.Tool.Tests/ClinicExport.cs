using System.Globalization;
using System.Text;

namespace SpineInference.Tool.Tests;

/// <summary>An export as a German clinic's system writes it: semicolons, Windows-1252, decimal commas, ja/nein/x/k.A., dates, line breaks in cells.</summary>
internal static class ClinicExport
{
    public const int Patients = 40;

    public static readonly string[] Headers =
    [
        "Patientennummer", "Untersuchungsdatum", "Geburtsdatum", "Alter (Jahre)", "Geschlecht", "ABI", "Lasègue links", "Lasègue rechts", "ASR links", "ASR rechts",
        "PSR links", "Fußheber links (MRC)", "Fußheberparese rechts", "Zehengang links", "Diabetes", "Raucher", "Gehstrecke", "Fieber", "Schmerz im Sitzen", "Bemerkung; frei",
    ];

    /// <summary>The map that a person makes of the skeleton: what each line of it becomes.</summary>
    public static readonly (string From, string To)[] Edits =
    [
        // Left out on purpose.
        ("// \"Patientennummer\",", "\"Patientennummer\","),
        ("// \"Untersuchungsdatum\",", "\"Untersuchungsdatum\","),
        ("// \"Bemerkung; frei\",", "\"Bemerkung; frei\","),
        ("// \"Geburtsdatum\":", "\"Geburtsdatum\":"),
        ("HEADER OR DATE", "Untersuchungsdatum"),

        // The age stands in two columns; one is enough.
        ("  \"ignore\": [", "  \"ignore\": [\"Alter (Jahre)\","),
        ("    \"Alter (Jahre)\": {", "    // \"Alter (Jahre)\": {"),

        // What the words of this clinic mean: a doubtful sign is not known, a distance has its unit beside it.
        ("// \"Lasègue links\":", "\"Lasègue links\":"),

        // Here ja says that the patient can walk on tiptoe.
        ("// \"Zehengang links\":", "\"Zehengang links\": {\"variable\": \"left.tiptoe-walk-impaired\", \"states\": {\"absent\": [\"ja\"], \"present\": [\"nein\"]}}, // "),
        ("// \"Gehstrecke\":", "\"Gehstrecke\": {\"variable\": \"walking-distance\", \"units\": {\"m\": 1, \"km\": 1000}, \"states\": {\"under-200-m\": [\"..200\"], \"200-to-1000-m\": [\"200..1001\"], \"over-1000-m\": [\"1001..\"]}}, // "),
        ("  \"columns\": {", "  \"columns\": {\n    \"Schmerz im Sitzen\": {\"variable\": \"effect-of-sitting\", \"states\": {\"better\": [\"besser\"], \"unchanged\": [\"gleich\"], \"worse\": [\"schlechter\"]}},"),
    ];

    /// <summary>The bytes of the file.</summary>
    public static byte[] Bytes()
    {
        var text = new StringBuilder();
        text.Append(string.Join(';', Headers.Select(Cell))).Append("\r\n");
        for (int i = 0; i < Patients; i++)
        {
            text.Append(string.Join(';', Row(i).Select(Cell))).Append("\r\n");
        }

        return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(text.ToString());
    }

    private static string[] Row(int i)
    {
        int age = 25 + (i * 17 % 60);
        string abi = i % 9 == 4 ? "k.A." : (0.35 + (i % 8 * 0.14)).ToString("F2", CultureInfo.InvariantCulture).Replace('.', ',');
        return
        [
            $"P{1000 + i}",
            "15.06.2024",
            $"0{1 + (i % 9)}.0{1 + (i % 8)}.{2023 - age}",
            age.ToString(CultureInfo.InvariantCulture),
            i % 2 == 0 ? "m" : "w",
            abi,
            (i % 6) switch { 0 => "ja", 1 => "nein", 2 => "x", 3 => "k.A.", 4 => "grenzwertig", _ => "nein" },
            i % 4 == 0 ? "pos." : i % 4 == 1 ? "?" : "neg.",
            (i % 4) switch { 0 => "normal", 1 => "abgeschwächt", 2 => "erloschen", _ => "" },
            i % 3 == 0 ? "abgeschwächt" : "normal",
            "normal",
            (i % 5) switch { 0 => "5", 1 => "4,5", 2 => "3", 3 => "k.A.", _ => "4" },
            i % 7 == 0 ? "x" : "",
            i % 2 == 0 ? "nein" : "ja",
            i % 5 == 0 ? "ja" : "nein",
            i % 3 == 0 ? "j" : "n",
            (i % 4) switch { 0 => "150 m", 1 => "1,5 km", 2 => "800m", _ => "unbekannt" },
            "nein",
            (i % 3) switch { 0 => "besser", 1 => "schlechter", _ => "gleich" },
            i % 2 == 0 ? "Schmerz seit 3 Wochen;\r\nsagt: \"geht nicht\"" : $"Befund {i}, o.B.",
        ];
    }

    private static string Cell(string text) =>
        text.AsSpan().ContainsAny(";\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
