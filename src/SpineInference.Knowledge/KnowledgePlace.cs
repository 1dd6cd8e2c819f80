using SpineInference.Engine.Formats;

namespace SpineInference.Knowledge;

/// <summary>Where an item stands: the reader of its file and the value, for later faults.</summary>
internal readonly record struct KnowledgePlace(KnowledgeReader? Reader, LocatedJson? Value)
{
    public void Fault(string message) => Reader!.Fault(Value!, message);
}
