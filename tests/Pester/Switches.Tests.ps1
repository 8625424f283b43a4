BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $cmdlets = Get-Command -Module FluenceVm -CommandType Cmdlet

    # Each change that has -PassThru, in an order in which none stands in another's way, on one emulator of both clouds.
    $changes = [ordered]@{
        'Set-VmEmulatorFault'         = 'Set-VmEmulatorFault ListOffers Status -StatusCode 500'
        'Step-VmEmulator'             = 'Step-VmEmulator 00:01:00'
        'Register-FluenceAccount'     = 'Register-FluenceAccount new -KeyVariable PATH'
        'Unregister-FluenceAccount'   = 'Unregister-FluenceAccount new'
        'Remove-FluenceSshKey'        = 'Remove-FluenceSshKey laptop'
        'Remove-FluenceApiKey'        = 'Remove-FluenceApiKey spare'
        'Set-FluenceVm'               = 'Set-FluenceVm web-1 -NewName web-7'
        'Wait-FluenceVm'              = 'Wait-FluenceVm web-2 -Status launched'
        'Mount-FluenceDisk'           = 'Mount-FluenceDisk data -Vm app-1'
        'Set-FluenceDisk'             = 'Set-FluenceDisk spare-disk -SizeGB 20'
        'Remove-FluenceDisk'          = 'Remove-FluenceDisk spare-disk'
        'Set-FluencePublicIp'         = 'Set-FluencePublicIp spare -NewName other'
        'Remove-FluencePublicIp'      = 'Remove-FluencePublicIp other'
        'Set-FluenceSecurityGroup'    = 'Set-FluenceSecurityGroup spare -NewName other'
        'Remove-FluenceSecurityGroup' = 'Remove-FluenceSecurityGroup other'
        'Set-FluenceSubnet'           = 'Set-FluenceSubnet spare -NewName other'
        'Remove-FluenceSubnet'        = 'Remove-FluenceSubnet other'
        'Set-FluenceVpc'              = 'Set-FluenceVpc spare -NewName other'
        'Remove-FluenceVpc'           = 'Remove-FluenceVpc other'
        'Remove-FluenceOrphan'        = 'Remove-FluenceOrphan old-web-boot-0fa4e001'
        'Restart-FluenceVm'           = 'Restart-FluenceVm web-2'
        'Remove-FluenceVm'            = 'Remove-FluenceVm web-7'
        'Dismount-FluenceDisk'        = 'Step-VmEmulator 00:10:00; Dismount-FluenceDisk data'
        'Stop-Machine'                = 'Stop-Machine web-1'
        'Wait-Machine'                = 'Wait-Machine web-1 -State StopRequested'
        'Add-MachineCredit'           = 'Add-MachineCredit web-1 -Amount 1'
        'Start-Machine'               = 'Start-Machine build-cache'
        'Restart-Machine'             = 'Step-VmEmulator 00:10:00; Restart-Machine build-cache'
        'Remove-Machine'              = 'Remove-Machine build-cache'
        'Set-MachineOwner'            = 'Set-MachineOwner web-1 $other'
    }
    # Each refusal that -Force lifts.
    $forced = @{
        'Add-MachineCredit'        = 'Add-MachineCredit train-1 -Amount 1'
        'Remove-FluenceApiKey'     = 'Remove-FluenceApiKey default'
        'Register-FluenceAccount'  = 'Register-FluenceAccount there -KeyVariable PATH'
        'Set-FluenceSecurityGroup' = 'Set-FluenceSecurityGroup ssh -Ingress @()'
        'Set-FluenceVm'            = "Set-FluenceVm web-2 -OpenPort '80/tcp'"
    }

    # A session with an emulator of its own that has something spare of everything.
    $start = @'
$null = Connect-Cudos -Emulator
$null = Connect-Fluence -Emulator -ApiVersion Cloud
$other = @((Get-Machine -All).Owner -ne (Get-CudosContext).Owner)[0]
$cluster = Get-FluenceCluster (Get-FluenceVm app-1).Cluster
$vpc = (Get-FluenceVpc | Where-Object Cluster -EQ $cluster.Id)[0]
'data', 'spare-disk' | ForEach-Object { $null = New-FluenceDisk $_ 10 $cluster }
$null = New-FluencePublicIp spare $cluster
$null = New-FluenceVpc spare $cluster
$null = New-FluenceApiKey spare vms:read 1d
$null = New-FluenceSubnet spare $vpc 10.9.0.0/24
$null = New-FluenceSecurityGroup spare $vpc
$null = New-FluenceSecurityGroup ssh $vpc -Ingress 'tcp 22'
Register-FluenceAccount there -KeyVariable PATH -Force
Step-VmEmulator 00:10:00
function Write-Kind($Name, $Change) {
    "$Name $(& $Change 3>$null | ForEach-Object { $_.PSObject.TypeNames -like 'FluenceVm.Model.*' | Select-Object -First 1 })"
}
'@
    function Invoke-Spare([string[]] $Line) {
        $script = foreach ($each in $Line) { "try { $each } catch { `$_.FullyQualifiedErrorId; `"`$_`" }" }
        (Invoke-FreshShell ("`$ErrorActionPreference = 'Stop'`n$start`n" + ($script -join "`n"))) -split '\r?\n' | Where-Object { $_ }
    }
}

Describe '-PassThru' {
    It 'is what every change of a thing has' {
        $changes.Keys | Sort-Object | Should -Be (($cmdlets | Where-Object { $_.Parameters.ContainsKey('PassThru') }).Name | Sort-Object)
        $verbs = 'Set', 'Remove', 'Mount', 'Dismount', 'Restart', 'Wait', 'Register', 'Unregister', 'Step'
        ($cmdlets | Where-Object Verb -In $verbs).Name | Should -BeIn $changes.Keys
    }

    It 'writes what was changed, and without it nothing is written' {
        foreach ($more in '', ' -PassThru') {
            $lines = foreach ($cmdlet in $changes.Keys) {
                $ask = if ((Get-Command $cmdlet).Parameters.ContainsKey('Confirm')) { ' -Confirm:$false' }
                "Write-Kind $cmdlet { $($changes[$cmdlet])$ask$more }"
            }
            $expected = foreach ($cmdlet in $changes.Keys) { "$cmdlet $(if ($more) { (Get-Command $cmdlet).OutputType.Name })" }
            (Invoke-Spare $lines) -join "`n" | Should -Be ($expected -join "`n")
        }
    }
}

Describe '-Force' {
    It 'lifts a refusal that names it, and asks all the same' {
        $forced.Keys | Sort-Object | Should -Be (($cmdlets | Where-Object { $_.Parameters.ContainsKey('Force') }).Name | Sort-Object)
        $names = @($forced.Keys)
        $lines = Invoke-Spare ($names | ForEach-Object {
            $change = $forced[$_]
            '-Confirm:$false', '-WhatIf', '-Force -WhatIf' | ForEach-Object { "$change $_" }
        })
        foreach ($cmdlet in $names) {
            $id, $text, $whatIfId, $whatIfText, $asked, $lines = $lines
            $id | Should -BeLike '*,FluenceVm.Cmdlets.*'
            $text | Should -BeLike '*-Force*' -Because $cmdlet
            $whatIfId, $whatIfText | Should -Be $id, $text
            $asked | Should -BeLike 'What if: *' -Because $cmdlet
        }
    }
}
