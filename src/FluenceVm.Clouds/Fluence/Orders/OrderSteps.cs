using System.Globalization;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Clouds.Journal;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Orders;

/// <summary>Which steps of an order make VMs, and what the order looks like to a user.</summary>
public static class OrderSteps
{
    /// <summary>The step that creates all VMs of an order at once.</summary>
    public const string Create = "create";

    /// <summary>The beginning of the names of steps that create one VM each.</summary>
    public const string Draft = "draft-";

    /// <summary>Whether a step makes VMs: its ids are theirs.</summary>
    /// <param name="step">The step.</param>
    public static bool MakesVms(OperationStep step) => step is { Name: var name }
        && (name == Create || name.StartsWith(Draft, StringComparison.Ordinal));

    /// <summary>Whether an operation is an order of VMs: the other cloud's orders are of another kind.</summary>
    /// <param name="operation">The operation.</param>
    public static bool IsOfVms(Operation operation) =>
        (operation ?? throw new ArgumentNullException(nameof(operation))).Asked.StartsWith(VmOrder.AskedKind, StringComparison.Ordinal);

    /// <summary>
    /// Whether an order can't be gone on with before somebody knows what became of it. What the service tells from a second order is
    /// simply sent again.
    /// </summary>
    /// <param name="operation">The order.</param>
    public static bool IsStuck(Operation operation) =>
        (operation ?? throw new ArgumentNullException(nameof(operation))).Steps.Any(step => step is { IsOpen: true, Name: Create });

    /// <summary>The VMs that came of an order, without those that were removed again.</summary>
    /// <param name="operation">The order.</param>
    public static IReadOnlyList<string> VmIds(Operation operation) => operation is null
        ? throw new ArgumentNullException(nameof(operation))
        : [.. operation.Steps.Where(MakesVms).SelectMany(step => step.Ids).Where(id => !operation.Gone.Contains(id))];

    /// <summary>Whether everything that an order made was removed again.</summary>
    /// <param name="operation">The order.</param>
    public static bool IsGone(Operation operation) => VmIds(operation).Count == 0
        && operation.Steps.Where(MakesVms).All(step => step.Outcome == StepOutcome.Done);

    /// <summary>The order as a user sees it.</summary>
    /// <param name="operation">The operation.</param>
    public static Order ToOrder(Operation operation) => new()
    {
        Key = (operation ?? throw new ArgumentNullException(nameof(operation))).Key,
        Endpoint = operation.Account.Endpoint,
        AccountId = operation.Account.Id,
        State = StateOf(operation),
        Name = AskedText.ValueOf(operation.Asked, VmOrder.NameFact) ?? string.Empty,
        Count = int.TryParse(AskedText.ValueOf(operation.Asked, VmOrder.CountFact), out var count) ? count : 1,
        // An array: PowerShell can't index the compiler's own lists.
        VmIds = VmIds(operation).ToArray(),
        CreatedAt = operation.CreatedAt,
        Message = MessageOf(operation),
    };

    /// <summary>The order of version 0.1.0 as a user sees it.</summary>
    /// <param name="order">What was written down.</param>
    public static Order ToOrder(FirstVersionOrder order) => new()
    {
        Key = (order ?? throw new ArgumentNullException(nameof(order))).Key,
        Endpoint = order.Endpoint,
        State = order.State,
        Name = order.Name,
        Count = order.Count,
        VmIds = order.VmIds.ToArray(),
        CreatedAt = order.CreatedAt,
        Message = Text.Of(nameof(Messages.JournalFirstVersion), order.Key, order.Path),
    };

    /// <summary>The name that an order gave a VM of its own; the order's if it has none of its own yet.</summary>
    /// <param name="operation">The order.</param>
    /// <param name="id">The VM's id.</param>
    internal static string NameOf(Operation operation, string id)
    {
        var order = ToOrder(operation);
        var names = VmNames.Of(order.Name, order.Count, AskedText.ValueOf(operation.Asked, VmOrder.NameFormatFact));
        var step = operation.Steps.First(step => MakesVms(step) && step.Ids.Contains(id));
        var isNamed = operation.Steps.All(other => !other.IsRepeatable || other.Outcome == StepOutcome.Done);
        var number = step.Name == Create
            ? isNamed ? step.Ids.ToList().IndexOf(id) + 1 : 0
            : int.Parse(step.Name.Substring(Draft.Length), CultureInfo.InvariantCulture);
        return number is 0 ? order.Name : names[number - 1];
    }

    private static OrderState StateOf(Operation operation) =>
        operation.IsOpen ? OrderState.Unknown
        : operation.Steps.Any(step => MakesVms(step) && step.Outcome == StepOutcome.Done) ? OrderState.Created
        : OrderState.NotCreated;

    private static string? MessageOf(Operation operation)
    {
        if (operation.Gone.Count > 0)
        {
            return Text.Of(nameof(Messages.OrderVmsGone), string.Join(", ", operation.Gone));
        }
        var told = operation.Steps.FirstOrDefault(step => step.IsOpen)
            ?? operation.Steps.FirstOrDefault(step => step.Outcome == StepOutcome.Refused)
            ?? operation.Steps.FirstOrDefault(step => step.Detail is not null);
        return told is { Outcome: StepOutcome.Sent, Detail: null } ? Messages.OrderNotAnswered : told?.Detail;
    }
}
