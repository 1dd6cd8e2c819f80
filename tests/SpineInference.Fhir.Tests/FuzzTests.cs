using System.Globalization;
using System.Text;
using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace SpineInference.Fhir.Tests;

/// <summary>Whatever the text, it is read or refused with the documented exception.</summary>
public class FuzzTests
{
    private const int OrdinaryCount = 1_500;

    private static readonly string[] Tokens =
    [
        "null", "true", "0", "-1", "1e400", "[]", "{}", "\"\"", "\"Patient\"", "\"Observation\"", "\"Condition\"", "\"Bundle\"", "\"left\"", "\"right\"",
        "\"urn:spineinference:finding\"", "\"urn:spineinference:state\"", "\"urn:spineinference:leg\"", "\"foot-drop\"", "\"left.foot-drop\"",
        "\"achilles-reflex=absent\"", "\"present\"", "\"2024-02-30\"", "\"2024-13\"", "\"0000\"", "\"9999-12-31\"", "\"2024-05-03T24:00:00Z\"",
        "\"2024-05-03T10:00:60+14:00\"", "\"final\"", "\"valueBoolean\"", "\"valueQuantity\"", "\"valueCodeableConcept\"", "\"bodySite\"", "\"component\"",
        "\"modifierExtension\"", "\"extension\"", "\"_status\"", "\"contained\"", "\"resourceType\"", "\"\\ud800\"", "9007199254740993", "0.1e-30",
        "\"urn:spineinference:likelihood-ratio\"", "[null]", "[[]]", "{\"resource\":null}", "\u0000", "\uFEFF", "99999999999999999999999999999999999",
    ];

    private static int Count =>
        int.TryParse(Environment.GetEnvironmentVariable("SPINEINFERENCE_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : OrdinaryCount;

    [Theory]
    [InlineData("foot-drop.json", 1)]
    [InlineData("claudication.json", 2)]
    public void ReadJson_AChangedRecord_GivesAReadingOrTheDocumentedException(string name, int seed) =>
        Try(name, seed, static text => FhirPatientReader.ReadJson(text, SpineModel.Default));

    [Theory]
    [InlineData("foot-drop.json", 3)]
    [InlineData("claudication.json", 4)]
    public void Read_AChangedRecordParsedWithoutChecks_GivesAReadingOrTheDocumentedException(string name, int seed) =>
        Try(name, seed, static text => Lenient(text) is { } bundle ? FhirPatientReader.Read(bundle, SpineModel.Default) : null);

    private static void Try(string name, int seed, Func<byte[], FhirReading?> read)
    {
        var random = new Random(seed);
        byte[] seedText = Encoding.UTF8.GetBytes(Records.Json(name));
        int accepted = 0;
        int refused = 0;
        for (int i = 0; i < Count; i++)
        {
            byte[] text = seedText;
            for (int changes = random.Next(1, 4); changes > 0; changes--)
            {
                text = Changed(text, random);
            }

            try
            {
                if (read(text) is { } reading)
                {
                    Assert.Equal(reading.Patient.Observations.Length, reading.Understood.Count(static m => m.Statement is not null));
                    accepted++;
                }
            }
            catch (FhirFormatException refusal)
            {
                Assert.NotEmpty(refusal.Faults);
                refused++;
            }
            catch (Exception other)
            {
                Assert.Fail($"Change {i} of {name} (seed {seed}): {other}\n{Encoding.UTF8.GetString(text)}");
            }
        }

        Assert.True(accepted > 0 && refused > 0, $"{accepted} read, {refused} refused: the changes test only one side.");
    }

    // What a caller may hold who lets the SDK keep everything it cannot make sense of.
    private static Bundle? Lenient(byte[] text)
    {
        try
        {
            var reader = new Utf8JsonReader(text);
            FhirJsonDeserializer.OSTRICH.TryDeserializeResource(ref reader, out Resource? resource, out _);
            return resource as Bundle;
        }
        catch (Exception)
        {
            return null;
        }
    }

    private static byte[] Changed(byte[] text, Random random)
    {
        if (text.Length == 0)
        {
            return text;
        }

        int at = random.Next(text.Length);
        switch (random.Next(6))
        {
            case 0:
                byte[] flipped = [.. text];
                flipped[at] = (byte)random.Next(256);
                return flipped;
            case 1:
                return [.. text[..at], .. text[Math.Min(text.Length, at + random.Next(1, 40))..]];
            case 2:
                int end = Math.Min(text.Length, at + random.Next(1, 200));
                return [.. text[..end], .. text[at..]];
            default:
                return Retokened(text, random);
        }
    }

    // Puts a token in the place of another: the text mostly stays JSON, so that what is behind the parser is tested too.
    private static byte[] Retokened(byte[] text, Random random)
    {
        List<(int Start, int End)> tokens = [];
        for (int i = 0; i < text.Length; i++)
        {
            int start = i;
            if (text[i] == '"')
            {
                for (i++; i < text.Length && text[i] != '"'; i++)
                {
                }

                tokens.Add((start, Math.Min(i + 1, text.Length)));
            }
            else if (char.IsAsciiLetterOrDigit((char)text[i]))
            {
                while (i + 1 < text.Length && (char.IsAsciiLetterOrDigit((char)text[i + 1]) || text[i + 1] == '.'))
                {
                    i++;
                }

                tokens.Add((start, i + 1));
            }
        }

        if (tokens.Count == 0)
        {
            return text;
        }

        (int from, int to) = tokens[random.Next(tokens.Count)];
        (int otherFrom, int otherTo) = tokens[random.Next(tokens.Count)];
        byte[] token = random.Next(2) == 0 ? Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)]) : text[otherFrom..otherTo];
        return [.. text[..from], .. token, .. text[to..]];
    }
}
