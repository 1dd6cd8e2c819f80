using System.Collections.Immutable;
using SpineInference.Anatomy;

namespace SpineInference.Fhir;

/// <summary>What a record does not say by itself, and codes that the caller vouches for.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed record FhirReadOptions
{
    /// <summary>The day at which the patient's age counts; <see langword="null"/> for the day of the newest finding that was understood.
    /// The clock is never asked.</summary>
    public DateOnly? ReferenceDate { get; init; }

    /// <summary>Where the patient is seen. A record that says otherwise is faulty.</summary>
    public Setting Setting { get; init; }

    /// <summary>What the patient comes for. A record that says otherwise is faulty.</summary>
    public Complaint Complaint { get; init; }

    /// <summary>On which side that is. A record that says otherwise is faulty.</summary>
    public Side? ComplaintSide { get; init; }

    /// <summary>Whether the record is taken literally; see <see cref="Patient.Literally"/>.</summary>
    public bool IsLiteral { get; init; }

    /// <summary>Further codes, each with the finding it means as a code of <see cref="FhirSystems.Finding"/>, such as <c>foot-drop</c>,
    /// <c>left.foot-drop</c> or <c>achilles-reflex=reduced</c>. They go before the library's own table. Denied, they say that the
    /// finding is absent.</summary>
    public ImmutableDictionary<FhirCode, string> Codes { get; init; } = ImmutableDictionary<FhirCode, string>.Empty;

    /// <summary>Further codes, each with the finding it means a part of: type 2 diabetes is one for <c>diabetes</c>. Stated, the finding is
    /// present; denied, nothing follows, for another part may be there.</summary>
    public ImmutableDictionary<FhirCode, string> NarrowerCodes { get; init; } = ImmutableDictionary<FhirCode, string>.Empty;

    /// <summary>Further codes of values, each with the state it means as a code of <see cref="FhirSystems.State"/>, such as
    /// <c>present</c>, <c>absent</c> or <c>reduced</c>.</summary>
    public ImmutableDictionary<FhirCode, string> States { get; init; } = ImmutableDictionary<FhirCode, string>.Empty;

    /// <summary>Codes of components that say whether the finding that the Observation itself names is there.</summary>
    /// <remarks>Some profiles put it so: the Observation is coded as the finding and has no value, and a component "presence" has
    /// one.</remarks>
    public ImmutableHashSet<FhirCode> PresenceComponents { get; init; } = [];

    /// <summary>Further codes of body sites, each with the leg it lies in.</summary>
    public ImmutableDictionary<FhirCode, Leg> Legs { get; init; } = ImmutableDictionary<FhirCode, Leg>.Empty;

    /// <summary>The most entries a Bundle may have; at least 1.</summary>
    public int MaximumEntries { get; init; } = 10_000;

    /// <summary>What faults and parts that were not understood call these options where they say what to do: a program in front of people gives
    /// the names of its own switches or fields.</summary>
    public FhirOptionNames Names { get; init; } = new();
}
