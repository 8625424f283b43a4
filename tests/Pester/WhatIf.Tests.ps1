BeforeAll {
    . $PSScriptRoot/Setup.ps1

    # Runs each change under -WhatIf, and then in earnest: an error's id comes instead of a question.
    function Invoke-Twice([string] $Start, [string[]] $Change) {
        $lines = foreach ($each in $Change) {
            foreach ($how in '-WhatIf', '-Confirm:$false') {
                "try { `$null = $each $how 3>`$null; 'not refused: $($each -replace "'")' } catch { Write-Id `$_ }"
            }
        }
        $script = 'function Write-Id($Failure) { $Failure.FullyQualifiedErrorId -replace ",.*" }' +
            "`n`$ErrorActionPreference = 'Stop'`n`$key = '$(Get-FakePublicKey)'`n$Start`n" + ($lines -join "`n")
        (Invoke-FreshShell $script) -split '\r?\n' | Where-Object { $_ }
    }

    function Assert-RefusedTwice([string] $Start, [Collections.Specialized.OrderedDictionary] $Refusals) {
        $ids = Invoke-Twice $Start $Refusals.Keys
        $ids -join "`n" | Should -Be ((@($Refusals.Values) | ForEach-Object { $_; $_ }) -join "`n")
    }
}

Describe '-WhatIf approves nothing that the real run refuses for a reason that is known' {
    It 'without a connection' {
        Assert-RefusedTwice '' ([ordered]@{ 'Add-FluenceSshKey new $key' = 'NotConnected' })
    }

    It 'in generation Cloud' {
        Assert-RefusedTwice @'
$null = Connect-Fluence -Emulator -ApiVersion Cloud
$cluster = Get-FluenceCluster (Get-FluenceVm app-1).Cluster
$vpc = (Get-FluenceVpc | Where-Object Cluster -EQ $cluster.Id)[0]
$null = New-FluenceDisk disk 10 $cluster -OrderKey disk
$null = New-FluencePublicIp address $cluster -OrderKey address
$null = New-FluenceVm done ubuntu-22-04-x64 laptop -OrderKey done
$stale = New-FluenceSecurityGroup used $vpc
$free = Get-FluenceDisk disk
$taken = @(Get-FluencePublicIp | Where-Object VmId -EQ (Get-FluenceVm app-1).Id)[0]
$null = New-FluenceVm busy ubuntu-22-04-x64 laptop -SecurityGroup used -Country $cluster.Country
Step-VmEmulator 00:10:00
Mount-FluenceDisk disk -Vm app-1
'@ ([ordered]@{
            'Add-FluenceSshKey laptop $key'                                  = 'SshKeyExists'
            'New-FluenceDisk other 20 $cluster -OrderKey disk'               = 'OrderConflict'
            'New-FluenceDisk large 900000 $cluster'                          = 'DiskWithoutRoom'
            'Set-FluenceDisk disk -SizeGB 900000'                            = 'DiskWithoutRoom'
            'Set-FluenceDisk disk -NewName Not_Valid'                        = 'CloudNameInvalid'
            'Mount-FluenceDisk $free -Vm app-2'                              = 'DiskMountedElsewhere'
            'Mount-FluenceDisk old-web-boot-0fa4e001 -Vm app-1 -AsBoot'      = 'DraftNeeded'
            'Mount-FluenceDisk old-web-boot-0fa4e001 -Vm legacy-1'           = 'VmEnding'
            'New-FluencePublicIp other $cluster -OrderKey address'           = 'OrderConflict'
            '$taken | Set-FluencePublicIp -Vm web-1'                         = 'AddressHeldUntilRestart'
            '$vpc | Remove-FluenceVpc'                                       = 'VpcHasChildren'
            'Get-FluenceSubnet -Vpc $vpc | Remove-FluenceSubnet'             = 'SubnetInUse'
            'New-FluenceSubnet new $vpc 10.9.0.0'                            = 'CidrInvalid'
            'New-FluenceSubnet new $vpc -Cidr6 10.9.0.0/24'                  = 'CidrInvalid'
            'New-FluenceSecurityGroup new $vpc -Ingress "tcp 22 from none"'  = 'SecurityGroupUnknown'
            'Set-FluenceSecurityGroup used -Ingress "tcp 22 from none"'      = 'SecurityGroupUnknown'
            '$stale | Remove-FluenceSecurityGroup'                           = 'SecurityGroupInUse'
            'Set-FluenceVm build-1 -SecurityGroup used'                      = 'SecurityGroupOfAnotherVpc'
            'Set-FluenceVm app-1 -OpenPort 22, 80'                           = 'SecurityGroupForeign'
            "Set-FluenceVm app-1 -NewName $('n' * 26)"                       = 'CloudNameInvalid'
            'Set-FluenceVm app-next -SshKey nobody'                          = 'SshKeyUnknown'
            'Set-FluenceVm app-next -UserData ("x" * 20000)'                 = 'UserDataTooLong'
            'Restart-FluenceVm app-next'                                     = 'VmAtRest'
            'Resolve-FluenceOrder none'                                      = 'OrderNotFound'
            'Resolve-FluenceOrder none -NotCreated'                          = 'OrderNotFound'
            'Resolve-FluenceOrder done -NotCreated'                          = 'OrderVmsThere'
            'Resolve-FluenceOrder done -VmId none'                           = 'OrderNotOpen'
            'Export-FluenceReport .'                                         = 'ReportPathIsFolder'
            'Export-FluenceReport ./x.html 2026-02-01 2026-01-01'            = 'DaysInvalid'
        })
    }

    It 'where the balance does not last for what is ordered' {
        $ids = Invoke-Twice @'
$null = Connect-Fluence -Emulator -ApiVersion Cloud
$cluster = Get-FluenceCluster (Get-FluenceVm app-1).Cluster
$null = New-FluenceDisk large 190000 $cluster
Step-VmEmulator 2.21:00:00
'@ 'New-FluenceDisk new 10 $cluster', 'New-FluencePublicIp new $cluster', 'New-FluenceVm new ubuntu-22-04-x64 laptop'
        $ids | Should -Be (@('InsufficientBalance') * 6)
    }

    It 'in generation <_> of the marketplace' -ForEach 'MarketV2', 'MarketV3' {
        $refusals = [ordered]@{
            'Restart-FluenceVm web-1'             = 'RestartNotSupported'
            'Remove-FluenceVm web-1 -KeepStorage' = 'KeepNotSupported'
        }
        if ($_ -eq 'MarketV2') { $refusals['Set-FluenceVm web-1 -NewName new'] = 'GenerationTooOld' }
        Assert-RefusedTwice "`$null = Connect-Fluence -Emulator -ApiVersion $_" $refusals
    }

    It 'of machines' {
        Assert-RefusedTwice '$null = Connect-Cudos -Emulator' ([ordered]@{
            'New-Machine web-1 debian-12 $key basic-1 -Credit 10' = 'NotAllowed'
        })
        # The first gets what the second would need.
        $ids = Invoke-Twice '$null = Connect-Cudos -Emulator' '"web-1", "build-cache" | Add-MachineCredit -Amount 60000'
        $ids -notlike 'What if: * web-1*' | Should -Be 'BalanceTooSmall', 'BalanceTooSmall'
        Assert-RefusedTwice @'
$emulator = Start-VmEmulator
$null = Connect-Cudos -Node $emulator.Uri -ContractAddress $emulator.ContractAddress -Owner $emulator.Owner
'@ ([ordered]@{
            'New-Machine new debian-12 $key basic-1 -Credit 10' = 'NotSigned'
            'Add-MachineCredit web-1 -Amount 1'                 = 'NotSigned'
            'Remove-Machine web-1'                              = 'NotSigned'
        })
    }

    It 'where there is no ssh client' {
        Assert-RefusedTwice '$null = Connect-Fluence -Emulator -ApiVersion MarketV3; $env:PATH = ""' ([ordered]@{
            'Enter-FluenceVm web-1 -Command true' = 'SshMissing'
        })
    }
}

Describe 'What was bought under a key' {
    It 'is given without a question, and under -WhatIf too' {
        $text = Invoke-FreshShell @'
$null = Connect-Fluence -Emulator -ApiVersion Cloud
$cluster = @(Get-FluenceCluster)[0]
$made = @((New-FluenceDisk disk 10 $cluster -OrderKey disk), (New-FluencePublicIp address $cluster -OrderKey address))
$again = @((New-FluenceDisk disk 10 $cluster -OrderKey disk -WhatIf), (New-FluencePublicIp address $cluster -OrderKey address -Confirm))
"$($again.Id)" -eq "$($made.Id)"
'@
        $text.Trim() | Should -Be True
    }
}
