using SpineInference.Engine.Networks;
using SpineInference.Engine.Reasoning;
using SpineInference.Knowledge;

namespace SpineInference;

/// <summary>What it costs to look further at a patient: what was set up for the findings that are stated is ready.</summary>
/// <remarks>Whether they are present, absent or uncertain: somebody looked. The caller is asked for the cost of a finding once, and the answer is kept. Not safe for concurrent use.</remarks>
internal sealed class PatientCosts
{
    private readonly SpineModel _model;
    private readonly Func<string, FindingCategory, LookingCost> _cost;
    private readonly Dictionary<string, LookingCost> _known;
    private readonly HashSet<SetUp> _ready;

    public PatientCosts(Patient patient, Func<string, FindingCategory, LookingCost> cost)
    {
        _model = patient.Model;
        _cost = cost;
        _known = new Dictionary<string, LookingCost>(StringComparer.Ordinal);
        _ready = [.. patient.Observations.SelectMany(o => CostOf(o.Finding.Id, patient.Model.CategoryOf(o.Finding)).SetUps)];
    }

    private PatientCosts(PatientCosts before, IEnumerable<Variable> variables)
    {
        _model = before._model;
        _cost = before._cost;
        _known = before._known;
        _ready = [.. before._ready, .. variables.SelectMany(v => CostOf(v).SetUps)];
    }

    /// <summary>What a variable costs beside what is set up for it. Context costs a question.</summary>
    public double OwnOf(Variable variable) => CostOf(variable).Own;

    /// <summary>What has yet to be set up for a variable.</summary>
    public IEnumerable<SetUp> OpenSetUpsOf(Variable variable) => CostOf(variable).SetUps.Where(s => !_ready.Contains(s));

    /// <summary>The costs once some variables have been looked at.</summary>
    public PatientCosts After(IEnumerable<Variable> variables) => new(this, variables);

    private LookingCost CostOf(Variable variable) => _model.Description[variable] is { Category: { } category } described ? CostOf(described.Id, category) : 1;

    // Both legs have one id.
    private LookingCost CostOf(string id, FindingCategory category)
    {
        if (!_known.TryGetValue(id, out LookingCost? cost))
        {
            cost = _cost(id, category);
            _known.Add(id, cost);
        }

        return cost;
    }
}
