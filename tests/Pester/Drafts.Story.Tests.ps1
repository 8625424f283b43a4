BeforeAll { . $PSScriptRoot/Setup.ps1 }

# Generation Cloud alone has drafts.
Describe 'A draft, from the first look to a VM' {
    BeforeAll {
        $emulator = Connect-TestCloud -ClockRate 1000
        $order = @{ Name = 'web-9'; Image = 'ubuntu-22-04-x64'; SshKey = 'laptop'; PublicIp = $true; OpenPort = 443; OrderKey = 'draft-9' }
        $script:draft = New-FluenceVm @order -NoProvision
    }
    AfterAll { Disconnect-TestEmulator }

    It 'costs nothing and does not run' {
        $draft = Get-FluenceVm web-9
        $draft.Status, $draft.PricePerHour | Should -Be 'draft', 0
        Get-VmEmulator -Requests | Where-Object Operation -eq Provision | Should -BeNullOrEmpty
    }

    It 'is the same one however often it is asked for' {
        (New-FluenceVm @order -NoProvision).Id | Should -Be $draft.Id
        @(Get-FluenceVm web-9).Count | Should -Be 1
    }

    It 'gets other keys and user data' {
        Set-FluenceVm web-9 -SshKey laptop, (Get-FakePublicKey 'second') -UserData "#cloud-config`npackages: [nginx]`n"
        (Get-FluenceSshKey).Name | Should -Contain 'second'
        $requests = Get-VmEmulator -Requests | Where-Object { $_.Operation -eq 'UpdateVm' -and $_.Method -eq 'PUT' }
        $requests.Path -replace '^.*/' | Should -Be 'ssh-keys', 'cloud-init'
        Set-FluenceVm web-9 -UserData ''
        (Get-VmEmulator -Requests)[-1].Method | Should -Be 'DELETE'
    }

    It 'becomes a VM by the same command without -NoProvision' {
        $vm = New-FluenceVm @order -Wait
        $vm.Id, $vm.Status | Should -Be $draft.Id, 'launched'
        (New-FluenceVm @order).Id | Should -Be $draft.Id
        @(Get-VmEmulator -Requests | Where-Object Operation -eq Provision).Count | Should -Be 1
    }

    It 'asks with what would change, and with the price of today' {
        $text = Invoke-FreshShell (@(
                '$null = Connect-Fluence -Emulator -ApiVersion Cloud'
                '$order = @{ Name = "web-9"; Image = "ubuntu-22-04-x64"; SshKey = "laptop"; OrderKey = "draft-9" }'
                '$null = New-FluenceVm @order -NoProvision'
                'Set-FluenceVm web-9 -SshKey laptop -UserData "" -WhatIf'
                'New-FluenceVm @order -WhatIf'
                '(Get-FluenceVm web-9).Status') -join '; ')
        $text -replace '\s+', ' ' | Should -BeLike ('*Change VM web-9 (*): replace its SSH keys; take its user data away.*' +
            "*Order 1 x 'web-9' (ubuntu-22-04-x64): * USD per hour*draft*")
    }

    It 'keeps its keys and user data from then on, and says so' {
        { Set-FluenceVm web-9 -SshKey laptop -ErrorAction Stop } |
            Should -Throw -ErrorId 'NotADraft,*' -ExpectedMessage '*web-9*launched*-NoProvision*'
        { Set-FluenceVm web-9 -UserData '' -ErrorAction Stop } | Should -Throw -ErrorId 'NotADraft,*'
    }

    It 'is too dear if its price rose above the limit' {
        $dear = $order.Clone()
        $dear.Name, $dear.OrderKey = 'web-8', 'draft-8'
        $null = New-FluenceVm @dear -NoProvision
        { New-FluenceVm @dear -MaxPricePerHour 0.0001 -ErrorAction Stop } | Should -Throw -ErrorId 'PriceAboveLimit,*'
        (Get-FluenceVm web-8).Status | Should -Be 'draft'
        Remove-FluenceVm web-8 -Confirm:$false
        Get-FluenceVm web-8 -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }
}
