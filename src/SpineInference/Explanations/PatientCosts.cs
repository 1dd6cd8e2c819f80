using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;
using SpineInference.Knowledge;

namespace SpineInference;

/// <summary>What it costs to look further at a patient: what was set up for the findings that are stated is ready.</summary>
/// <remarks>Whether they are present, absent or uncertain: somebody looked. Immutable.</remarks>
internal sealed class PatientCosts
{
    private readonly SpineModel _model;
    private readonly Func<string, FindingCategory, LookingCost> _cost;
    private readonly HashSet<SetUp> _ready;

    public PatientCosts(Patient patient, Func<string, FindingCategory, LookingCost> cost)
        : this(patient.Model, cost, [.. patient.Observations.SelectMany(o => cost(o.Finding.Id, patient.Model.CategoryOf(o.Finding)).SetUps)])
    {
    }

    private PatientCosts(SpineModel model, Func<string, FindingCategory, LookingCost> cost, HashSet<SetUp> ready)
    {
        _model = model;
        _cost = cost;
        _ready = ready;
    }

    /// <summary>What a variable costs beside what is set up for it. Context costs a question.</summary>
    public double OwnOf(Variable variable) => CostOf(variable).Own;

    /// <summary>What has yet to be set up for a variable.</summary>
    public IEnumerable<SetUp> OpenSetUpsOf(Variable variable) => CostOf(variable).SetUps.Where(s => !_ready.Contains(s));

    /// <summary>The costs once some variables have been looked at.</summary>
    public PatientCosts After(IEnumerable<Variable> variables) => new(_model, _cost, [.. _ready, .. variables.SelectMany(v => CostOf(v).SetUps)]);

    private LookingCost CostOf(Variable variable) => _model.Description[variable] is { Category: { } category } described ? _cost(described.Id, category) : 1;
}
