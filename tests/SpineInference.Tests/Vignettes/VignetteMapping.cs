using System.Collections.Immutable;
using System.Text.Json;
using SpineInference.Anatomy;

namespace SpineInference.Tests.Vignettes;

/// <summary>What the terms and answers of the teaching cases mean in the model: read from mapping.json, strictly.</summary>
internal sealed class VignetteMapping
{
    private readonly Dictionary<string, (ImmutableArray<VignetteStatement> Present, ImmutableArray<VignetteStatement> Absent)> _terms =
        new(StringComparer.Ordinal);

    private readonly SpineModel _model;

    private VignetteMapping(SpineModel model, JsonElement root)
    {
        _model = model;
        Expect(root, "the mapping", "frozen", "setting", "causes", "slips", "unscoredRoots", "terms");
        if (root.GetProperty("setting").GetString() != "spine-clinic")
        {
            throw new FormatException("The setting of the mapping is 'spine-clinic', chosen before the first run.");
        }

        Causes = root.GetProperty("causes").EnumerateObject().ToImmutableDictionary(static p => p.Name, static p => SpineInference.Causes.Parse(p.Value.GetString()!));
        Slips = root.GetProperty("slips").EnumerateObject().ToImmutableDictionary(static p => p.Name, static p => p.Value.GetString()!);
        UnscoredRoots = [.. root.GetProperty("unscoredRoots").EnumerateArray().Select(static v => v.GetString()!)];
        var faults = new List<string>();
        foreach (JsonProperty term in root.GetProperty("terms").EnumerateObject())
        {
            try
            {
                _terms.Add(term.Name, (Side(term, "present", "ignoredWhenPresent"), Side(term, "absent", "ignoredWhenAbsent")));
            }
            catch (Exception fault) when (fault is ArgumentException or FormatException)
            {
                faults.Add($"{term.Name}: {fault.Message}");
            }
        }

        if (faults.Count > 0)
        {
            throw new FormatException($"mapping.json: {string.Join(Environment.NewLine, faults)}");
        }
    }

    /// <summary>The model's cause for each cause of the cases.</summary>
    public ImmutableDictionary<string, Cause> Causes { get; }

    /// <summary>The merged outcome for each word that tells how a vertebra slipped.</summary>
    public ImmutableDictionary<string, string> Slips { get; }

    /// <summary>Answers about the root that are no root.</summary>
    public ImmutableHashSet<string> UnscoredRoots { get; }

    /// <summary>The terms mapped or ignored.</summary>
    public IReadOnlyCollection<string> Terms => _terms.Keys;

    /// <exception cref="FormatException">A field is unknown or missing, a statement is none, or the model has no such finding; all faults.</exception>
    public static VignetteMapping Read(SpineModel model)
    {
        string path = Path.Combine(Repository.Root!, "tests", "SpineInference.Tests", "Vignettes", "mapping.json");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { AllowDuplicateProperties = false });
        return new VignetteMapping(model, document.RootElement);
    }

    /// <summary>The terms of a case that the mapping does not know.</summary>
    public IEnumerable<string> UnmappedTerms(VignetteCase vignette) =>
        vignette.Present.Concat(vignette.Absent).Where(term => !_terms.ContainsKey(term));

    /// <summary>The case as a patient of the spine clinic.</summary>
    public Patient ToPatient(VignetteCase vignette)
    {
        Sex sex = vignette.Sex switch
        {
            "M" => Sex.Male,
            "F" => Sex.Female,
            null => Sex.Unknown,
            var other => throw new FormatException($"{vignette.Id}: sex '{other}'; expected 'M', 'F' or none."),
        };
        ImmutableArray<Leg> legs = vignette.Side switch
        {
            "left" => [Leg.Left],
            "right" => [Leg.Right],
            "bilateral" => [.. Legs.All],
            "midline" or null => [],
            var other => throw new FormatException($"{vignette.Id}: side '{other}'; expected 'left', 'right', 'bilateral', 'midline' or none."),
        };
        Patient patient = _model.Patient(vignette.Age, sex, Setting.SpineClinic);
        foreach (VignetteStatement statement in vignette.Present.SelectMany(t => _terms[t].Present)
            .Concat(vignette.Absent.SelectMany(t => _terms[t].Absent)).Distinct())
        {
            patient = statement.AddTo(patient, legs);
        }

        return patient;
    }

    private static void Expect(JsonElement element, string what, params ReadOnlySpan<string> fields)
    {
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!fields.Contains(property.Name))
            {
                throw new FormatException($"Unknown field '{property.Name}' in {what}; expected {string.Join(", ", fields.ToArray())}.");
            }
        }
    }

    // Each polarity is mapped or ignored with its reason: never both, never neither.
    private ImmutableArray<VignetteStatement> Side(JsonProperty term, string mapped, string ignored)
    {
        Expect(term.Value, $"term '{term.Name}'", "present", "absent", "ignored", "ignoredWhenPresent", "ignoredWhenAbsent");
        bool isMapped = term.Value.TryGetProperty(mapped, out JsonElement statements);
        bool isIgnored = term.Value.TryGetProperty(ignored, out JsonElement reason) | term.Value.TryGetProperty("ignored", out JsonElement always);
        if (isMapped == isIgnored)
        {
            throw new FormatException($"expected one of '{mapped}', '{ignored}' and 'ignored'.");
        }

        if (isIgnored)
        {
            JsonElement why = always.ValueKind == JsonValueKind.String ? always : reason;
            return string.IsNullOrWhiteSpace(why.GetString()) ? throw new FormatException("a term is ignored with a reason.") : [];
        }

        return [.. statements.EnumerateArray().Select(s => VignetteStatement.Parse(_model, s.GetString()!))];
    }
}
