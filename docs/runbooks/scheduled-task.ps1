<#
.SYNOPSIS
Registers a runbook as a task of the Windows Task Scheduler.

.DESCRIPTION
The task reads the API key, connects, runs the runbook and writes what happened
to a log. It ends with 1 where the runbook failed, which the Task Scheduler
shows as its last result. It never runs twice at a time.

The key is in no argument of the task. It is in a file that only the task's
account can read on this machine (DPAPI), or in a vault of SecretManagement.
Make the file once, as the task's account:

    Read-Host -AsSecureString 'API key' | Export-Clixml C:\Runbooks\key.xml

.PARAMETER Runbook
The runbook's path.

.PARAMETER Arguments
The runbook's arguments, as they would be typed, with single quotes only.

.PARAMETER KeyFile
The file that has the key.

.PARAMETER SecretName
The secret of the default vault that has the key.

.PARAMETER Account
The task's account. The file of the key must be its own.

.PARAMETER At
When it runs, every day, or the first time where -Every says how often.

.PARAMETER Every
How often it runs.

.PARAMETER Shell
powershell.exe for Windows PowerShell 5.1, pwsh.exe for PowerShell 7.

.PARAMETER LogPath
The log; by default the runbook's name with .log, beside it.

.EXAMPLE
.\scheduled-task.ps1 .\Remove-TerminatedVm.ps1 -KeyFile .\key.xml -Account (Get-Credential runbooks)

.EXAMPLE
.\scheduled-task.ps1 .\Restore-VmFleet.ps1 "-Name web -Count 3 -MaxPricePerEpoch 0.70 -SshKey laptop" -KeyFile .\key.xml -Account (Get-Credential runbooks) -Every 00:30
#>
#Requires -Version 5.1
[CmdletBinding(SupportsShouldProcess, DefaultParameterSetName = 'File')]
param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Runbook,

    [Parameter(Position = 1)]
    [ValidatePattern('^[^"]*$')]
    [string] $Arguments = '',

    [Parameter(Mandatory = $true, ParameterSetName = 'File')]
    [string] $KeyFile,

    [Parameter(Mandatory = $true, ParameterSetName = 'Vault')]
    [string] $SecretName,

    [Parameter(Mandatory = $true)]
    [pscredential] $Account,

    [datetime] $At = '02:17',

    [timespan] $Every,

    [ValidateSet('powershell.exe', 'pwsh.exe')]
    [string] $Shell = 'powershell.exe',

    [string] $LogPath
)
$ErrorActionPreference = 'Stop'

function ConvertTo-Literal([string] $Text) { "'" + $Text.Replace("'", "''") + "'" }

$path = (Resolve-Path -LiteralPath $Runbook).ProviderPath
if (-not $LogPath) { $LogPath = [IO.Path]::ChangeExtension($path, '.log') }
$key = if ($SecretName) { "Get-Secret -Name $(ConvertTo-Literal $SecretName)" }
else { "Import-Clixml -LiteralPath $(ConvertTo-Literal (Resolve-Path -LiteralPath $KeyFile).ProviderPath)" }

$command = @(
    '$ErrorActionPreference = ''Stop'';'
    "`$null = Start-Transcript -LiteralPath $(ConvertTo-Literal $LogPath) -Append;"
    "try { `$null = Connect-Fluence -ApiKey ($key); & $(ConvertTo-Literal $path) $Arguments | Out-Default }"
    'catch { Write-Warning $_; $failed = 1 }'
    'finally { $null = Stop-Transcript };'
    'exit $failed'
) -join ' '
$action = New-ScheduledTaskAction -Execute $Shell -Argument "-NoProfile -NonInteractive -ExecutionPolicy RemoteSigned -Command `"$command`""
$trigger = if ($Every) { New-ScheduledTaskTrigger -Once -At $At -RepetitionInterval $Every } else { New-ScheduledTaskTrigger -Daily -At $At }
$settings = New-ScheduledTaskSettingsSet -MultipleInstances IgnoreNew -StartWhenAvailable -ExecutionTimeLimit ([timespan]::FromHours(1))

$name = [IO.Path]::GetFileNameWithoutExtension($path)
if ($PSCmdlet.ShouldProcess($name, 'Register a scheduled task')) {
    $password = $Account.GetNetworkCredential().Password
    Register-ScheduledTask -TaskPath '\FluenceVm\' -TaskName $name -Action $action -Trigger $trigger -Settings $settings -User $Account.UserName -Password $password -Force
}
