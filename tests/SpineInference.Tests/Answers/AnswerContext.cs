using System.Text.Json.Serialization;
using SpineInference.Anatomy;

namespace SpineInference.Tests.Answers;

/// <summary>What a service that is compiled ahead of time writes down: the converters come with the types.</summary>
[JsonSerializable(typeof(Patient))]
[JsonSerializable(typeof(Diagnosis))]
[JsonSerializable(typeof(WrittenDiagnosis))]
[JsonSerializable(typeof(Distribution<Cause>))]
[JsonSerializable(typeof(Distribution<RootState>))]
[JsonSerializable(typeof(Outcome<NerveRoot>))]
[JsonSerializable(typeof(Explanation))]
[JsonSerializable(typeof(WhatIf))]
[JsonSerializable(typeof(FindingsCoherence))]
[JsonSerializable(typeof(SensitivityReport))]
[JsonSerializable(typeof(NextFindings))]
[JsonSerializable(typeof(Decision))]
[JsonSerializable(typeof(DiagnosisIntervals))]
[JsonSerializable(typeof(RedFlag))]
internal sealed partial class AnswerContext : JsonSerializerContext;
