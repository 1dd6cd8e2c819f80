using System.Collections.Immutable;
using SpineInference.Anatomy;
using SpineInference.Engine.Formats;
using SpineInference.Knowledge;

namespace SpineInference;

public sealed partial class SpineModel
{
    /// <summary>Finds a finding by its text id.</summary>
    /// <param name="id">The id without a leg, such as <c>foot-drop</c>.</param>
    /// <param name="state">The state; <see langword="null"/> for <c>present</c>.</param>
    /// <returns>The finding, a <see cref="LegFinding"/> or a <see cref="PatientFinding"/>, bound to this model.</returns>
    /// <exception cref="ArgumentException">There is no such finding or state; the message names the nearest.</exception>
    public Finding GetFinding(string id, string? state = null)
    {
        ArgumentNullException.ThrowIfNull(id);
        DescribedFinding finding = FindFinding(id) ?? throw new ArgumentException($"Unknown finding '{id}'.{SuggestionFor(id)}", nameof(id));
        state ??= "present";
        return finding.States.Contains(state)
            ? _findings.Value.Bind(finding, state, Owner)
            : throw new ArgumentException(
                $"Finding '{id}' has no state '{state}'. Its states: {string.Join(", ", finding.States)}.", nameof(state));
    }

    /// <summary>A statement by text ids, as files, records and command lines have them; <see cref="Patient.With(ReadOnlySpan{Observation})"/> takes it.</summary>
    /// <param name="name">The id of a finding, with <c>left.</c> or <c>right.</c> before it where it is stated of a leg: <c>left.foot-drop</c>,
    /// <c>fever</c>.</param>
    /// <param name="state">The state; <see langword="null"/> for <c>present</c>.</param>
    /// <param name="kind">Whether it is present, absent or uncertain.</param>
    /// <param name="likelihoodRatio">P(what was seen | finding) / P(what was seen | not) of an uncertain one; 1 for the others.</param>
    /// <returns>The statement, bound to this model.</returns>
    /// <exception cref="ArgumentException">There is no such finding or state, or it is none of a leg.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The ratio is not positive and finite.</exception>
    /// <example><code>
    /// Patient patient = SpineModel.Default.Patient(age: 54)
    ///     .With(SpineModel.Default.CreateStatement("left.foot-drop"), SpineModel.Default.CreateStatement("left.achilles-reflex", "normal"));
    /// </code></example>
    public Observation CreateStatement(
        string name, string? state = null, ObservationKind kind = ObservationKind.Present, double likelihoodRatio = 1)
    {
        ArgumentNullException.ThrowIfNull(name);
        (Leg? leg, string id) = Legs.Split(name);
        return Observation.Of(GetFinding(id, state), leg, kind, likelihoodRatio);
    }

    /// <summary>Whether a statement says that a finding is absent or normal. Without a leg such a statement holds of both.</summary>
    /// <param name="observation">A statement about a finding of this model.</param>
    /// <returns>Whether it does.</returns>
    /// <exception cref="ArgumentException">There is no such finding.</exception>
    public bool IsNegative(Observation observation)
    {
        ArgumentNullException.ThrowIfNull(observation);

        // The first state is that of a sound leg: absent, or normal.
        bool isSound = Bound(observation.Finding).StateIndex == 0;
        return observation.Kind switch
        {
            ObservationKind.Present => isSound,
            ObservationKind.Absent => !isSound,
            _ => isSound == observation.LikelihoodRatio > 1,
        };
    }

    /// <summary>Finds findings by words: text ids, clinical labels, plain words and synonyms of the tables, such as <c>ankle jerk</c>.</summary>
    /// <param name="words">The words; case, accents and punctuation do not count.</param>
    /// <returns>The findings that fit, the best first; empty where none does.</returns>
    /// <remarks>O(findings); nothing is guessed from it: a finding is stated by its id.</remarks>
    public ImmutableArray<FindingMatch> FindFindings(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return _search.Value.Find(words);
    }

    /// <summary>A finding by its text id, or <see langword="null"/>. Those of rules alone are read where the network has none of that id.</summary>
    internal DescribedFinding? FindFinding(string id) => _findings.Value.Find(id);

    /// <summary>The states of a finding that is bound to this model.</summary>
    internal ImmutableArray<string> StatesOf(Finding finding) =>
        finding.IsRuleOnly ? FindingPlaces.RuleAt(finding.Place).States : Network.Variables[finding.Place].States;

    /// <summary>How a finding that is bound to this model is obtained.</summary>
    internal FindingCategory CategoryOf(Finding finding) =>
        finding.IsRuleOnly ? FindingPlaces.RuleAt(finding.Place).Category : Description.Variables[finding.Place].Category!.Value;

    /// <summary>Whether a finding that is bound to this model is simply there or not.</summary>
    internal bool IsBinary(Finding finding) => StatesOf(finding) is ["absent", "present"];

    /// <summary>The finding itself where it knows its places in this model, otherwise that of the same id and state of this model.</summary>
    /// <exception cref="ArgumentException">This model has no such finding or state, or has it of the patient and not of a leg, or the other way round.</exception>
    internal Finding Bound(Finding finding)
    {
        if (ReferenceEquals(finding.Owner, Owner))
        {
            return finding;
        }

        if (FindFinding(finding.Id) is not { } own)
        {
            throw new ArgumentException(
                $"'{finding.Id}' is a finding of another model; the tables of this one have none of that id.{SuggestionFor(finding.Id)}", nameof(finding));
        }

        return own.IsOfLeg == finding.IsOfLeg
            ? GetFinding(finding.Id, finding.State)
            : throw new ArgumentException(
                $"'{finding.Id}' is a finding of {WhoseIs(finding.IsOfLeg)} in the model it comes from, and of {WhoseIs(own.IsOfLeg)} in this one: take it from this model's {nameof(GetFinding)}.",
                nameof(finding));
    }

    /// <summary>What to type in place of an unknown id, as a sentence with a blank before it.</summary>
    internal string SuggestionFor(string id)
    {
        (Leg? leg, string bare) = Legs.Split(id);
        if (leg is { } told && FindFinding(bare) is { } named)
        {
            return !named.IsOfLeg
                ? $" '{named.Id}' is a finding of the patient and has no leg: leave '{told.Id}.' out."
                : $" It names a leg: ask for '{named.Id}' and state it of the leg, as in Present(Leg.{told}, …), or take {nameof(CreateStatement)}(\"{id}\").";
        }

        if (_search.Value.Named(id) is { } exact)
        {
            return $" Did you mean '{exact}'?";
        }

        if (WithTheWordsOf(id) is { Length: > 0 } longer)
        {
            return $" Did you mean '{string.Join("' or '", longer)}'?";
        }

        string near = NameSuggestion.For(id, [.. DescribedFindings.Select(static f => f.Id)]);
        if (near.Length > 0)
        {
            return near;
        }

        string[] found = [.. FindFindings(id).Take(3).Select(static m => m.Id)];
        return found.Length > 0
            ? $" Did you mean '{string.Join("' or '", found)}'?"
            : $" Find its id with 'spine findings WORDS' or {nameof(FindFindings)}.";
    }

    // Ids that say all words of this one and more, the shortest first: 'pain.calf' is short for two of them, but most alike by letters is 'pain.sole'.
    private string[] WithTheWordsOf(string id)
    {
        string[] words = WordsOf(id);
        return words.Length == 0 ? [] :
            [.. DescribedFindings.Select(static f => f.Id).Where(i => words.All(WordsOf(i).Contains)).OrderBy(static i => i.Length).ThenBy(static i => i, StringComparer.Ordinal).Take(3)];
    }

    private static string[] WordsOf(string id) => id.ToLowerInvariant().Split(['.', '-', '_', ' '], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The statement, bound to this model.</summary>
    internal Observation Checked(Observation observation) => observation.About(Bound(observation.Finding));

    // The tables that findings of this model are bound to, as they name them.
    private KnowledgeNetwork? Owner => _isOfOwnTables ? Description : null;

    private static string WhoseIs(bool isOfLeg) => isOfLeg ? "a leg" : "the patient";
}
