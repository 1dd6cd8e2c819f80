using System.Globalization;
using SpineInference.Knowledge;
using R4 = Hl7.Fhir.Model;

namespace SpineInference.Fhir.Reading;

/// <summary>Reads what an Observation, or a component of one, found: a state of the finding, or that a state was not found.</summary>
internal sealed class ValueReader(SpineModel model, FindingCatalog catalog, CodeReader codes, ReadingLog log)
{
    private const double HighestGrade = 5;

    /// <summary>What was found; <see langword="null"/> where that is listed or reported.</summary>
    public (Finding Finding, ObservationKind Kind, double LikelihoodRatio)? Read(CodeTarget target, ObservedValue observed, Place place)
    {
        if (observed.DataAbsentReason is { } reason)
        {
            string why = reason.Coding.Find(static c => c?.Code is not null)?.Code ?? reason.Text ?? "no reason given";
            log.List(place, NotUnderstoodReason.NoValue, $"No value ({why}): '{target.Id}' stays unknown.");
            return null;
        }

        if (!TryReadInterpretation(observed.Interpretation, place.At("interpretation"), out bool? isPositive))
        {
            return null;
        }

        R4.Extension? ratio = observed.Extensions.FirstOrDefault(static e => e?.Url == FhirSystems.LikelihoodRatio);
        if (ratio is not null)
        {
            return observed.Value is null && isPositive is null
                ? ReadRatio(target, ratio, place)
                : Fault(place, "There is both a value and a likelihood ratio; expected one. Keep the value where the finding is certain.");
        }

        if (target.Id == FindingCatalog.AnkleBrachialIndex)
        {
            return ReadIndex(observed.Value, place);
        }

        DescribedFinding variable = catalog[target.Id];
        bool isGraded = target.State is null && !variable.IsBinary;
        switch (observed.Value)
        {
            case null when isPositive is { } positive:
                return isGraded ? NeedsState(variable, place, positive ? "POS" : "NEG") : Truth(target, positive, place);
            case null:
                log.List(place, NotUnderstoodReason.NoValue, $"'{target.Id}' has no value: it stays unknown.");
                return null;
            case R4.FhirBoolean { Value: { } truth }:
                return isPositive is { } other && other != truth
                    ? Fault(place, $"The value is {(truth ? "true" : "false")}, the interpretation {(other ? "POS" : "NEG")}. Correct one of them.")
                    : isGraded ? NeedsState(variable, place, truth ? "true" : "false") : Truth(target, truth, place);
            case R4.CodeableConcept concept:
                return ReadState(target, variable, concept, isPositive, place);
            case R4.Integer { Value: { } grade }:
                return ReadGrade(target, variable, grade, place);
            case R4.Quantity quantity when TryReadNumber(quantity, out double number):
                return ReadGrade(target, variable, number, place);
            default:
                return Unusable(target, observed.Value, place);
        }
    }

    /// <summary>Where a measured ankle–brachial index is very low, the second finding that it tells, which a red-flag rule asks for.</summary>
    public Finding? ReadVeryLowIndex(CodeTarget target, ObservedValue observed) =>
        target.Id == FindingCatalog.AnkleBrachialIndex && observed.Value is R4.Quantity quantity && TryReadNumber(quantity, out double index) && index < 0.4
            ? model.GetFinding("ankle-brachial-index-very-low")
            : null;

    /// <summary>Turns "this state, yes or no" into a statement; of a finding with two states, always about the second.</summary>
    public (Finding Finding, ObservationKind Kind, double LikelihoodRatio)? Truth(CodeTarget target, bool isSo, Place place)
    {
        if (!isSo && !target.SaysAbsent)
        {
            log.List(place, NotUnderstoodReason.UnusableCode,
                $"{target.Code} is denied, but there are other ways to have '{target.Id}': that stays unknown. If it was looked for and not found, code it in {FhirSystems.Finding}.");
            return null;
        }

        string state = target.State ?? "present";
        if (catalog[target.Id].IsBinary && state == "absent")
        {
            (state, isSo) = ("present", !isSo);
        }

        return (model.GetFinding(target.Id, state), isSo ? ObservationKind.Present : ObservationKind.Absent, 1);
    }

    private (Finding, ObservationKind, double)? ReadRatio(CodeTarget target, R4.Extension extension, Place place)
    {
        double ratio = extension.Value is R4.FhirDecimal { Value: { } value } ? DecimalText.ToDouble(value) : double.NaN;
        if (target.Id == FindingCatalog.AnkleBrachialIndex || (target.State is null && !catalog[target.Id].IsBinary))
        {
            log.List(place, NotUnderstoodReason.UnusableValue,
                $"A likelihood ratio says something of one state, and '{target.Id}' names none. Use a code such as '{target.Id}=…'.");
            return null;
        }

        return ratio > 0
            ? (model.GetFinding(target.Id, target.State), ObservationKind.Uncertain, ratio)
            : Fault(place, "A likelihood ratio is a positive decimal; use a value where the finding is certain.");
    }

    private (Finding, ObservationKind, double)? ReadIndex(R4.DataType? value, Place place)
    {
        if (value is null)
        {
            log.List(place, NotUnderstoodReason.NoValue, "The ankle–brachial index has no value: it stays unknown.");
            return null;
        }

        if (value is not R4.Quantity quantity || !TryReadNumber(quantity, out double index))
        {
            log.List(place, NotUnderstoodReason.UnusableValue,
                $"The ankle–brachial index is {Describe(value)}; expected a Quantity without unit (or '1') and without comparator.");
            return null;
        }

        try
        {
            bool isLow = Findings.AnkleBrachialIndex(index).State == "present";
            Finding finding = model.GetFinding("ankle-brachial-index-low");
            return (finding, isLow ? ObservationKind.Present : ObservationKind.Absent, 1);
        }
        catch (ArgumentOutOfRangeException)
        {
            return Fault(place, FormattableString.Invariant($"An ankle–brachial index lies between 0 and 3; got {index}. Correct the value, or give it no unit."));
        }
    }

    private (Finding, ObservationKind, double)? ReadState(
        CodeTarget target, DescribedFinding variable, R4.CodeableConcept concept, bool? isPositive, Place place)
    {
        int faults = log.Faults.Count;
        string? state = codes.StateOf(concept, target, place);
        if (log.Faults.Count > faults)
        {
            return null;
        }

        if (state is null)
        {
            return Unusable(target, concept, place);
        }

        if (!variable.States.Contains(state))
        {
            return Fault(place, $"'{target.Id}' has no state '{state}'. Its states: {string.Join(", ", variable.States)}.");
        }

        if (variable.IsBinary)
        {
            bool isPresent = state == "present";
            return isPositive is { } positive && positive != isPresent
                ? Fault(place, $"The value is '{state}', the interpretation {(positive ? "POS" : "NEG")}. Correct one of them.")
                : Truth(target with { State = "present" }, isPresent == (target.State is null or "present"), place);
        }

        if (target.State is null)
        {
            return (model.GetFinding(target.Id, state), ObservationKind.Present, 1);
        }

        return target.State == state
            ? Truth(target, true, place)
            : Fault(place, $"The code says '{target.State}', the value '{state}'. Correct one of them.");
    }

    private (Finding, ObservationKind, double)? ReadGrade(CodeTarget target, DescribedFinding variable, double grade, Place place)
    {
        if (target.State is not null || variable.States.Length != 3 || variable.States[2] != "severely-weak")
        {
            log.List(place, NotUnderstoodReason.UnusableValue, $"'{target.Id}' takes no number. {Expected(variable)}");
            return null;
        }

        // The MRC grades behind the states are those of StrengthGrade.
        return grade is >= 0 and <= HighestGrade && grade == Math.Floor(grade)
            ? (model.GetFinding(target.Id, grade == HighestGrade ? "normal" : grade == HighestGrade - 1 ? "weak" : "severely-weak"), ObservationKind.Present, 1)
            : Fault(place, FormattableString.Invariant($"The strength is {grade}; expected a whole MRC grade from 0 to 5."));
    }

    private bool TryReadInterpretation(IReadOnlyList<R4.CodeableConcept> interpretations, Place place, out bool? isPositive)
    {
        isPositive = null;
        foreach (R4.Coding coding in interpretations.Where(static i => i is not null).SelectMany(static i => i.Coding).Where(static c => c is not null))
        {
            bool? said = CodeForms.Canonical(coding.System ?? "", coding.Code ?? "").System == FhirSystems.Interpretation ? coding.Code switch { "POS" => true, "NEG" => false, _ => null } : null;
            if (said is null)
            {
                log.List(place, NotUnderstoodReason.IgnoredElement, $"Interpretation {coding.System}|{coding.Code} was not used; expected POS or NEG of {FhirSystems.Interpretation}.");
            }
            else if (isPositive is { } before && before != said)
            {
                log.Fault(place, "The interpretation says both POS and NEG. Keep one of them.");
                return false;
            }
            else
            {
                isPositive = said;
            }
        }

        return true;
    }

    private static bool TryReadNumber(R4.Quantity quantity, out double number)
    {
        number = DecimalText.ToDouble(quantity.Value ?? 0);
        return quantity.Value is not null && quantity.Comparator is null && (quantity.Code ?? quantity.Unit) is null or "1" or "{ratio}" or "{score}";
    }

    private (Finding, ObservationKind, double)? NeedsState(DescribedFinding variable, Place place, string got)
    {
        log.List(place, NotUnderstoodReason.UnusableValue, $"'{variable.Id}' has grades and is not simply there or not; got {got}. {Expected(variable)}");
        return null;
    }

    private (Finding, ObservationKind, double)? Unusable(CodeTarget target, R4.DataType? value, Place place)
    {
        log.List(place, NotUnderstoodReason.UnusableValue, $"The value of '{target.Id}' is {Describe(value)}. {Expected(catalog[target.Id])}");
        return null;
    }

    private (Finding, ObservationKind, double)? Fault(Place place, string message)
    {
        log.Fault(place, message);
        return null;
    }

    private static string Expected(DescribedFinding variable) =>
        (variable.IsBinary ? "Expected a boolean, or a code" : "Expected a code") + $" of {FhirSystems.State} ({string.Join(", ", variable.States)}).";

    private static string Describe(R4.DataType? value) => value switch
    {
        null => "absent",
        R4.CodeableConcept concept => $"the unknown code {string.Join(", ", concept.Coding.Where(static c => c is not null).Select(static c => $"{c.System}|{c.Code}"))}{(concept.Text is null ? "" : $" (text '{concept.Text}')")}",
        R4.FhirString text => $"the text '{text.Value}'",
        R4.Quantity quantity => string.Create(CultureInfo.InvariantCulture, $"the quantity {quantity.Comparator}{quantity.Value} {quantity.Code ?? quantity.Unit}"),
        _ => $"of type {value.TypeName}",
    };
}
