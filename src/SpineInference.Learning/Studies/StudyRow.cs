using System.Collections.Immutable;
using System.Globalization;

namespace SpineInference.Learning;

/// <summary>One row of a study file: the text of each field, and where it stands.</summary>
/// <remarks>Reads the number of the row; what is wrong is told, all of it, and no rate comes of it.</remarks>
internal sealed class StudyRow(long place, IReadOnlyDictionary<string, string> fields, Action<long, string, string> fault)
{
    private const double DefaultLevel = 0.95;

    private bool _isFaulty;

    public string this[string field] => fields.TryGetValue(field, out string? text) ? text.Trim() : "";

    public void Fault(string field, string message)
    {
        _isFaulty = true;
        fault(place, field, message);
    }

    /// <summary>The rate, or null after a fault.</summary>
    public PublishedRate? ReadRate()
    {
        string id = Required("id");
        RateMeasure? measure = ReadMeasure(out bool isComplement);
        var @event = States("event");
        var given = States("given");
        var against = States("against");
        bool isProportion = measure == RateMeasure.Proportion;
        bool hasCounts = this["k"].Length > 0 || (this["n"].Length > 0 && this["value"].Length == 0);
        if (measure is not null && isProportion != against.IsEmpty)
        {
            Fault("against", isProportion
                ? "a proportion has no group it is compared with; leave the field empty."
                : "the group that the ratio or area compares with is missing; name its states.");
        }

        if (hasCounts && measure is not null && !isProportion)
        {
            Fault("k", "counts belong to a proportion; a ratio or an area is given as value, low and high.");
        }

        double level = this["level"].Length == 0 ? DefaultLevel : Number("level");
        int k = hasCounts ? Count("k") : 0;
        int n = hasCounts ? Count("n") : 0;
        double value = hasCounts ? 0 : Number("value");
        double low = hasCounts ? 0 : Number("low");
        double high = hasCounts ? 0 : Number("high");
        if (_isFaulty || measure is null)
        {
            return null;
        }

        try
        {
            PublishedRate rate = hasCounts
                ? PublishedRate.FromCounts(id, @event, given, isComplement ? n - k : k, n)
                : PublishedRate.FromInterval(
                    id, measure.Value, @event, given, isProportion ? null : against,
                    isComplement ? 1 - value : value, isComplement ? 1 - high : low, isComplement ? 1 - low : high, level);
            return rate.With(this["kind"], this["note"]);
        }
        catch (ArgumentException e)
        {
            Fault(hasCounts ? "k" : "value", e.Message.Split(" (Parameter", 2)[0]);
            return null;
        }
    }

    public string Required(string field)
    {
        if (this[field].Length == 0)
        {
            Fault(field, "the cell is empty; expected a text.");
        }

        return this[field];
    }

    // A specificity is the complement of the event's rate without the disease.
    private RateMeasure? ReadMeasure(out bool isComplement)
    {
        isComplement = this["measure"] is "specificity" or "complement";
        switch (this["measure"])
        {
            case "" or "proportion" or "rate" or "sensitivity" or "predictive value" or "specificity" or "complement":
                return RateMeasure.Proportion;
            case "odds ratio" or "odds-ratio":
                return RateMeasure.OddsRatio;
            case "area under the curve" or "area under a curve" or "AUC":
                return RateMeasure.AreaUnderCurve;
            case "likelihood ratio" or "likelihood-ratio" or "prevalence ratio":
                return RateMeasure.LikelihoodRatio;
            default:
                Fault("measure", $"'{FaultText.Shorten(this["measure"])}' is not expressed; expected rate, sensitivity, specificity, predictive value, odds ratio, likelihood ratio, prevalence ratio or area under the curve.");
                return null;
        }
    }

    private ImmutableSortedDictionary<string, ImmutableArray<string>> States(string field)
    {
        try
        {
            var states = StudyStates.Parse(this[field]);
            if (field == "event" && states.IsEmpty)
            {
                Fault(field, "the event is missing; expected NAME = STATE.");
            }

            return states;
        }
        catch (FormatException e)
        {
            Fault(field, e.Message);
            return ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;
        }
    }

    private double Number(string field)
    {
        if (double.TryParse(this[field], NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number))
        {
            return number;
        }

        Fault(field, this[field].Length == 0
            ? "the number is missing; expected counts k and n, or value, low and high."
            : $"'{FaultText.Shorten(this[field])}' is no number; expected one such as 0.25.");
        return double.NaN;
    }

    private int Count(string field)
    {
        if (int.TryParse(this[field], NumberStyles.None, CultureInfo.InvariantCulture, out int count))
        {
            return count;
        }

        Fault(field, $"'{FaultText.Shorten(this[field])}' is no count; expected a whole number from 0.");
        return 0;
    }
}
