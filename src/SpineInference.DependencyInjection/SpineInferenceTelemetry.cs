namespace SpineInference.DependencyInjection;

/// <summary>The names by which traces and metrics are listened to.</summary>
public static class SpineInferenceTelemetry
{
    /// <summary>The activity source and the meter: give it to <c>AddSource</c> and <c>AddMeter</c>.</summary>
    public const string Name = "SpineInference";

    /// <summary>The activity around one diagnosis, with the tags <see cref="ModelNameTag"/>, <see cref="ModelHashTag"/>,
    /// <see cref="ModelVersionTag"/>, <see cref="StatementsTag"/> and, where it failed, <see cref="ErrorTypeTag"/>.</summary>
    public const string DiagnoseActivity = "spine_inference.diagnose";

    /// <summary>Histogram: how long a diagnosis took, in seconds; with <see cref="ModelNameTag"/> and, where it failed,
    /// <see cref="ErrorTypeTag"/>.</summary>
    public const string DurationInstrument = "spine_inference.diagnosis.duration";

    /// <summary>Counter, unit <c>{diagnosis}</c>: diagnoses given; with <see cref="ModelNameTag"/>.</summary>
    public const string DiagnosesInstrument = "spine_inference.diagnoses";

    /// <summary>Counter, unit <c>{patient}</c>: patients whose findings contradict each other or are impossible together; with
    /// <see cref="ModelNameTag"/>.</summary>
    public const string ImpossibleInstrument = "spine_inference.impossible_findings";

    /// <summary>Counter, unit <c>{red_flag}</c>: red flags that fired; with <see cref="ModelNameTag"/>, <see cref="RuleTag"/> and
    /// <see cref="UrgencyTag"/>. Counted over all patients, never said of one.</summary>
    public const string RedFlagsInstrument = "spine_inference.red_flags";

    /// <summary>Tag: the name the model was registered under; <c>default</c> where it has none.</summary>
    public const string ModelNameTag = "spine_inference.model.name";

    /// <summary>Tag: <see cref="SpineModel.Hash"/>.</summary>
    public const string ModelHashTag = "spine_inference.model.hash";

    /// <summary>Tag: <see cref="SpineModel.Version"/>.</summary>
    public const string ModelVersionTag = "spine_inference.model.version";

    /// <summary>Tag: how many findings were stated, an integer.</summary>
    public const string StatementsTag = "spine_inference.patient.statements";

    /// <summary>Tag: the id of a rule of red flags, such as <c>cauda-equina</c>.</summary>
    public const string RuleTag = "spine_inference.red_flag.rule";

    /// <summary>Tag: <c>urgent</c>, <c>same-day</c> or <c>emergency</c>.</summary>
    public const string UrgencyTag = "spine_inference.red_flag.urgency";

    /// <summary>Tag: the full name of the type of the exception, by the conventions of OpenTelemetry.</summary>
    public const string ErrorTypeTag = "error.type";
}
