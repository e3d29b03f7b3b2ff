import { chromium } from '@playwright/test';
import AxeBuilder from '@axe-core/playwright';
import fs from 'fs';
const U=JSON.parse(fs.readFileSync('/tmp/d/demo.json','utf8').split('\n')[0]).url;
const S='/work/main/style/';
const css=()=>{let m=fs.readFileSync(S+'main.css','utf8');return m.replace(/@import "([^"]+)"( layer\((\w+)\))?;/g,(a,f,b,l)=>{const t=fs.readFileSync(S+f,'utf8');return l?`@layer ${l}{${t}}`:t;});};
const br=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox']});
const which=process.argv[2]||'all';
async function run(user,pages,vp,scheme,tag){
  const ctx=await br.newContext({viewport:vp,colorScheme:scheme});
  const p=await ctx.newPage();
  p.on('console',m=>{if(['error','warning'].includes(m.type()))console.log(tag,'CONSOLE',p.url(),m.text().slice(0,300))});
  p.on('pageerror',e=>console.log(tag,'PAGEERROR',e.message.slice(0,300)));
  await p.route('**/portico.css',r=>r.fulfill({contentType:'text/css',body:css()}));
  if(user){await p.goto(U+'/login');await p.getByLabel('User ID',{exact:true}).fill(user);await p.getByLabel('Password',{exact:true}).fill('demo portico 2026!');await p.getByRole('button',{name:'Log in'}).click();await p.waitForURL('**/dashboard');}
  for(const [name,fn] of pages){
    try{ await fn(p); await p.waitForTimeout(500); await p.evaluate(()=>{for(const t of document.querySelectorAll('.data-table td')){const m={Member:'card-title','Member and service':'card-title',Reference:'card-foot',Due:'card-aside','Assigned to':'card-labelled'}[t.dataset.label];if(m)t.classList.add(m)}});}catch(e){console.log(tag,name,'ERR',e.message.slice(0,200));}
    const o=await p.evaluate(()=>[document.documentElement.scrollWidth,innerWidth]);
    if(o[0]>o[1])console.log(tag,name,'OVERFLOW',o);
    await p.screenshot({path:`/tmp/d/shots/${name}-${tag}.png`,fullPage:!process.env.VP});
    if(process.argv[3]==='axe'){const r=await new AxeBuilder({page:p}).withTags(['wcag2a','wcag2aa','wcag21aa','wcag22aa','best-practice']).analyze();for(const v of r.violations)console.log(tag,name,'AXE',v.id,v.nodes.length,v.nodes[0].html.slice(0,160),v.nodes[0].failureSummary.slice(0,200));}
  }
  await ctx.close();
}
const go=u=>p=>p.goto(U+u);
const pub=[['home',go('/')],['login',go('/login')],['help',go('/help')],['notfound',go('/nowhere')],['expired',go('/session-expired?next=/prior-auth')],['loginerr',async p=>{await p.goto(U+'/login');await p.getByRole('button',{name:'Log in'}).click();await p.waitForTimeout(500)}]];
const firstCase=async p=>{await p.goto(U+'/prior-auth');await p.locator('a.reference').first().click();await p.waitForTimeout(700)};
const prov=[['dash',go('/dashboard')],['list',go('/prior-auth')],['case',firstCase],['new',go('/prior-auth/new')],['draft',async p=>{await p.goto(U+'/prior-auth/new');await p.waitForTimeout(800);await p.getByRole('button',{name:'New request'}).click();await p.waitForURL('**/drafts/*')}],['drafterr',async p=>{await p.waitForTimeout(800);await p.getByRole('button',{name:'Submit request'}).click();await p.waitForTimeout(800)}],['casemissing',go('/prior-auth/PA-0000-0000')],['denied',go('/review')]];
const plan=[['pdash',go('/dashboard')],['queue',go('/review')],['rcase',async p=>{await p.goto(U+'/review');await p.locator('a.reference').first().click();await p.waitForTimeout(700)}]];
for(const [tag,vp,scheme] of [['desk',{width:1280,height:900},'light'],['dark',{width:1280,height:900},'dark'],['tab',{width:768,height:1000},'light'],['ph',{width:390,height:1200},'light'],['p320',{width:320,height:1100},'dark']]){
  if(which!=='all'&&!which.split(',').includes(tag))continue;
  await run(null,pub,vp,scheme,tag); await run('Front.Desk1',prov,vp,scheme,tag); await run('Nurse.Ortiz',plan,vp,scheme,tag);
}
await br.close();
