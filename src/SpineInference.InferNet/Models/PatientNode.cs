using Microsoft.ML.Probabilistic.Models;
using Range = Microsoft.ML.Probabilistic.Models.Range;

namespace SpineInference.InferNet.Models;

/// <summary>The random variable of one node for each patient: an array over the plate, or a variable local to the plate's block.</summary>
/// <remarks>A repeated block takes local variables only; arrays can be used in further blocks, which is what extending a model needs.</remarks>
internal sealed class PatientNode
{
    private readonly Range _patient;
    private readonly string _name;
    private Variable<int>? _local;

    /// <summary>Declares the node; an array is made at once, a local variable when it is first used inside the block.</summary>
    /// <param name="patient">The plate.</param>
    /// <param name="states">The node's value range.</param>
    /// <param name="name">Its name in the generated source.</param>
    /// <param name="isLocal">Whether it is local to the block.</param>
    public PatientNode(Range patient, Range states, string name, bool isLocal)
    {
        _patient = patient;
        _name = name;
        States = states;
        if (!isLocal)
        {
            Array = Variable.Array<int>(patient).Named(name);
            Array.SetValueRange(states);
        }
    }

    /// <summary>The node's value range.</summary>
    public Range States { get; }

    /// <summary>The array; nothing where the node is local.</summary>
    public VariableArray<int>? Array { get; }

    /// <summary>The variable of the patient at hand; only inside the block.</summary>
    public Variable<int> Current => Array is not null ? Array[_patient] : _local ??= NewLocal();

    /// <summary>Draws the node from a distribution; only inside the block.</summary>
    /// <param name="definition">A random variable with that distribution.</param>
    public void Define(Variable<int> definition)
    {
        if (Array is not null)
        {
            Array[_patient] = definition;
        }
        else
        {
            _local!.SetTo(definition);
        }
    }

    private Variable<int> NewLocal()
    {
        Variable<int> local = Variable.New<int>().Named(_name);
        local.SetValueRange(States);
        return local;
    }
}
