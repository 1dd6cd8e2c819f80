namespace SpineInference.Fhir.Reading;

/// <summary>Where in a record something stands: the resource, and the path of the element.</summary>
internal readonly record struct Place(string Reference, string Path)
{
    public Place At(string element) => this with { Path = $"{Path}.{element}" };
}
