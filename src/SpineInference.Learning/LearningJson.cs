using System.Text.Json.Serialization;

namespace SpineInference.Learning;

/// <summary>The generated (trimming-safe) readers and writers of the files of this namespace.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true, WriteIndented = false)]
[JsonSerializable(typeof(FitCheckpoint))]
[JsonSerializable(typeof(MeasurementSection))]
internal sealed partial class LearningJson : JsonSerializerContext;
