using System.Collections.Immutable;
using System.Text;
using SpineInference.Anatomy;
using SpineInference.Fhir.Mapping;
using R4 = Hl7.Fhir.Model;

namespace SpineInference.Fhir;

/// <summary>A FHIR R4 ConceptMap from codes of other terminologies to the library's own systems, as the caller brings it under his own licence.</summary>
/// <remarks>
/// <para>Groups whose target is <see cref="FhirSystems.Finding"/>, <see cref="FhirSystems.State"/> or <see cref="FhirSystems.Leg"/> are read.
/// What a code says follows from the equivalence, which in R4 tells how the target relates to the source: <c>equal</c> and <c>equivalent</c>
/// say that the finding is there or, denied, that it is not; <c>wider</c> and <c>subsumes</c> that it is there, and denied nothing. All others
/// (<c>narrower</c>, <c>specializes</c>, <c>inexact</c>, <c>relatedto</c>, <c>unmatched</c>, <c>disjoint</c>) would say more than the record does:
/// they are listed in <see cref="NotUsed"/>.</para>
/// <para>A code that the library has in its own table means from then on what the map says. Immutable and safe for concurrent use.</para>
/// </remarks>
public sealed class FhirConceptMap
{
    internal FhirConceptMap(string? url, MapEntries entries, ImmutableArray<NotUnderstood> notUsed)
    {
        Url = url;
        Codes = entries.Codes.ToImmutable();
        NarrowerCodes = entries.NarrowerCodes.ToImmutable();
        States = entries.States.ToImmutable();
        Legs = entries.Legs.ToImmutable();
        NotUsed = notUsed;
    }

    /// <summary>The canonical address of the map, or <see langword="null"/>.</summary>
    public string? Url { get; }

    /// <summary>Codes that mean a finding, for <see cref="FhirReadOptions.Codes"/>.</summary>
    public ImmutableDictionary<FhirCode, string> Codes { get; }

    /// <summary>Codes that mean a part of a finding, for <see cref="FhirReadOptions.NarrowerCodes"/>.</summary>
    public ImmutableDictionary<FhirCode, string> NarrowerCodes { get; }

    /// <summary>Codes of values, for <see cref="FhirReadOptions.States"/>.</summary>
    public ImmutableDictionary<FhirCode, string> States { get; }

    /// <summary>Codes of body sites, for <see cref="FhirReadOptions.Legs"/>.</summary>
    public ImmutableDictionary<FhirCode, Leg> Legs { get; }

    /// <summary>What of the map is not used, in its order: equivalences that say too little, targets that are not the library's, conditions.</summary>
    public ImmutableArray<NotUnderstood> NotUsed { get; }

    /// <summary>Reads a ConceptMap.</summary>
    /// <param name="map">The map.</param>
    /// <param name="model">The model whose findings are its targets.</param>
    /// <returns>The codes it gives, and what of it is not used.</returns>
    /// <exception cref="FhirFormatException">The map is faulty; all faults are listed.</exception>
    public static FhirConceptMap Read(R4.ConceptMap map, SpineModel model)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(model);
        return ConceptMapReader.Read(map, model);
    }

    /// <summary>Reads a ConceptMap written as JSON.</summary>
    /// <param name="json">The text; the bounds of <see cref="FhirPatientReader"/> hold.</param>
    /// <param name="model">The model whose findings are its targets.</param>
    /// <returns>The codes it gives, and what of it is not used.</returns>
    /// <exception cref="FhirFormatException">The text is no valid FHIR R4 ConceptMap, or the map is faulty; all faults are listed.</exception>
    public static FhirConceptMap ReadJson(string json, SpineModel model)
    {
        ArgumentNullException.ThrowIfNull(json);
        return ReadJson(Encoding.UTF8.GetBytes(json), model);
    }

    /// <summary>Reads a ConceptMap written as JSON in UTF-8.</summary>
    /// <param name="utf8">The text; the bounds of <see cref="FhirPatientReader"/> hold.</param>
    /// <param name="model">The model whose findings are its targets.</param>
    /// <returns>The codes it gives, and what of it is not used.</returns>
    /// <exception cref="FhirFormatException">The text is no valid FHIR R4 ConceptMap, or the map is faulty; all faults are listed.</exception>
    public static FhirConceptMap ReadJson(ReadOnlySpan<byte> utf8, SpineModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return ConceptMapReader.Read(utf8, model);
    }

    /// <summary>Options that know the codes of the map beside their own.</summary>
    /// <param name="options">The options; <see langword="null"/> for the default ones.</param>
    /// <returns>New options.</returns>
    /// <exception cref="ArgumentException">The options say another thing of a code than the map; all such codes are named.</exception>
    public FhirReadOptions AddTo(FhirReadOptions? options = null)
    {
        options ??= new FhirReadOptions();
        string[] disputed =
        [
            .. Disputed(options.Codes, Codes), .. Disputed(options.NarrowerCodes, NarrowerCodes), .. Disputed(options.States, States), .. Disputed(options.Legs, Legs),
            .. options.Codes.Keys.Where(NarrowerCodes.ContainsKey).Concat(options.NarrowerCodes.Keys.Where(Codes.ContainsKey)).Select(static c => c.ToString()),
        ];
        if (disputed.Length > 0)
        {
            throw new ArgumentException($"The options and the concept map say different things of {string.Join(", ", disputed.Distinct().Order(StringComparer.Ordinal))}. Keep one of each.", nameof(options));
        }

        return options with
        {
            Codes = options.Codes.SetItems(Codes),
            NarrowerCodes = options.NarrowerCodes.SetItems(NarrowerCodes),
            States = options.States.SetItems(States),
            Legs = options.Legs.SetItems(Legs),
        };
    }

    private static IEnumerable<string> Disputed<T>(ImmutableDictionary<FhirCode, T> given, ImmutableDictionary<FhirCode, T> read) =>
        read.Where(r => given.TryGetValue(r.Key, out T? own) && !EqualityComparer<T>.Default.Equals(own, r.Value)).Select(static r => r.Key.ToString());
}
